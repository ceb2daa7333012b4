import { outlined, taught, type SampleCourse } from './shape';
import { DISTANCE, POSTURE, SECURITY } from './telework-distance';

/** The short courses. What they share with the long one is the same text. */

const [GESTION, VISIO] = ['gestion', 'visio'].map((wanted) =>
	DISTANCE.find(({ id }) => id === wanted)!
) as [(typeof DISTANCE)[number], (typeof DISTANCE)[number]];
const site = 'site' as const;

export const SHORT_COURSES: readonly SampleCourse[] = [
	taught(
		{
			id: 'bases-numeriques',
			title: `Bases numériques`,
			summary: `Pour qui débute ou reprend : se servir d’un ordinateur, d’internet et d’une messagerie sans crainte.`
		},
		[
			outlined(
				{ id: 'ordinateur', title: `L’ordinateur et les fichiers`, place: site },
				[
					`Se servir du clavier, de la souris et des fenêtres`,
					`Enregistrer un document et le retrouver`
				],
				`On avance à la vitesse de chacun, et l’on refait autant de fois qu’il faut. Rien de ce que vous ferez ici ne peut casser l’ordinateur.

## Le matin

Allumer, éteindre, ouvrir et fermer une fenêtre, agrandir les caractères pour lire à l’aise. La souris ou le pavé tactile, à son choix. Taper un texte de cinq lignes, avec les accents et les majuscules. Annuler une erreur : les touches \`Ctrl\` et \`Z\`, la combinaison la plus utile de toutes.

## L’après-midi

Un fichier est une feuille, un dossier est une chemise. On crée un dossier à son nom, on y enregistre un texte et une photo, on les renomme, on les déplace, on les copie sur une clé. Puis on éteint tout, on rallume, et on les retrouve.

## À apporter

Vos lunettes, et votre propre ordinateur ou téléphone si vous en avez un. Sinon, on vous en prête. Un carnet aussi : ce qu’on écrit à la main se retient mieux.`
			),
			outlined(
				{ id: 'internet', title: `Internet, messagerie et démarches`, place: site },
				[
					`Chercher une information et juger d’où elle vient`,
					`Écrire, recevoir et joindre un document`,
					`Faire une démarche en ligne sans donner trop`
				],
				`Le but de la journée : faire seul, et en confiance, une démarche dont **vous** avez besoin.

## Le matin

Le navigateur, l’adresse d’un site, la différence entre une adresse et une recherche. Reconnaître une annonce d’un résultat. Qui parle sur cette page, depuis quand, et pour vendre quoi ? Écrire un courriel avec un objet clair, joindre un fichier, répondre à une seule personne plutôt qu’à toutes.

## L’après-midi

Se connecter à un service public avec FranceConnect, déposer un justificatif, garder la preuve de dépôt. On apprend aussi à s’arrêter : un site officiel ne demande ni code reçu par SMS à dicter au téléphone, ni paiement pour une démarche gratuite.

## Si vous bloquez ensuite

Les conseillers numériques et les espaces France services aident gratuitement, sur rendez-vous. On vous donnera l’adresse du plus proche. On ne confie jamais son mot de passe, même à quelqu’un qui aide : on le tape soi-même.`
			)
		]
	),
	taught(
		{
			id: 'cybersecurite',
			title: `Cybersécurité et RGPD en une journée`,
			summary: `Mots de passe, hameçonnage, sauvegardes, données des clients, et que faire quand c’est arrivé.`
		},
		[{ ...SECURITY, place: site }]
	),
	taught(
		{
			id: 'visio-courte',
			title: `Réussir ses visioconférences`,
			summary: `Une demi-journée pour être vu, entendu et compris, même avec une ligne lente.`
		},
		[{ ...VISIO, hours: 3.5, place: site }]
	),
	taught(
		{
			id: 'micro-entreprise',
			title: `Ouvrir et tenir sa micro-entreprise`,
			summary: `Deux jours pour savoir si ce statut convient, l’ouvrir sans intermédiaire payant, et tenir ses papiers.`
		},
		[
			outlined(
				{ id: 'ouvrir', title: `Choisir et ouvrir`, place: site },
				[
					`Savoir si la micro-entreprise convient à son activité`,
					`Faire l’immatriculation soi-même`
				],
				`La micro-entreprise est simple, pas gratuite, et pas faite pour tout. Avant d’ouvrir, on calcule.

## Est-ce pour vous ?

Elle convient quand vous avez peu de frais : les cotisations se comptent sur ce que vous **encaissez**, que vous ayez dépensé ou non. Elle a des plafonds de chiffre d’affaires et des seuils de TVA, revus régulièrement. Certaines activités demandent un diplôme ou une assurance. Si vous êtes salarié, relisez votre contrat : clause d’exclusivité, loyauté. Si vous percevez une allocation, demandez **avant** à France Travail ou à la CAF ce qui change.

## Ouvrir

L’immatriculation se fait en ligne, sur le guichet unique des formalités des entreprises. Pour un commerçant ou un artisan elle est sans frais ; méfiez-vous des courriers qui, ensuite, réclament une « inscription » payante à un registre. Demandez dans les délais l’aide à la création (Acre) si vous y avez droit.

## Ce que vous ferez

Un calcul sur votre cas, la liste de vos pièces, et un brouillon complet de la déclaration. Les chiffres se vérifient le jour même sur [urssaf.fr](https://www.urssaf.fr/).`
			),
			{ ...GESTION, place: site }
		]
	),
	taught(
		{
			id: 'sante-tms',
			title: `Santé au poste et prévention des TMS`,
			summary: `Une journée pour régler son poste, ménager ses yeux et son dos, et savoir quand voir quelqu’un.`
		},
		[{ ...POSTURE, place: site }]
	)
];
