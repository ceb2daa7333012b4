import { POSTURE_LESSONS, POSTURE_QUIZ } from './posture';
import { SECURITY_LESSONS, SECURITY_QUIZ } from './security';
import { outlined, type Taught } from './shape';

/** The ten modules of the 140-hour course that are followed from home, over months. */

const place = 'distance' as const;

export const POSTURE: Taught = {
	id: 'poste',
	title: `Poste et ergonomie`,
	hours: 7,
	place,
	objectives: [
		`Régler sa chaise, sa table et son écran`,
		`Placer son poste par rapport à la lumière`,
		`Tenir un rythme de pauses et reconnaître les premiers signes de TMS`
	],
	lessons: POSTURE_LESSONS,
	quiz: POSTURE_QUIZ
};
export const SECURITY: Taught = {
	id: 'securite',
	title: `Cybersécurité et RGPD`,
	hours: 7,
	place,
	objectives: [
		`Tenir ses mots de passe dans un gestionnaire et activer la double authentification`,
		`Reconnaître un message frauduleux`,
		`Sauvegarder et mettre à jour ses appareils`,
		`Appliquer le RGPD à son activité et réagir à un incident`
	],
	lessons: SECURITY_LESSONS,
	quiz: SECURITY_QUIZ
};

export const DISTANCE: readonly Taught[] = [
	outlined(
		{ id: 'projet', title: `Projet et posture`, place },
		[
			`Dire en trois phrases ce qu’on veut faire, pour qui et pourquoi ici`,
			`Nommer ses forces, ses contraintes et ce qui reste à apprendre`
		],
		`Ce module vient en premier parce que tout le reste en dépend. Avant de choisir un statut ou un logiciel, on écrit **ce qu’on veut vivre** : combien d’heures, à quel endroit, avec qui, pour quel revenu.

## Ce que vous ferez

1. Une page « ma semaine dans deux ans », écrite au présent, avec les heures et les trajets.
2. La liste de ce que vous savez faire, y compris ce qui ne vient pas d’un emploi : tenir les comptes d’une association, calmer un client fâché, réparer.
3. Trois entretiens d’une demi-heure avec des personnes qui télétravaillent. Une question compte plus que les autres : *qu’est-ce que vous n’aviez pas prévu ?*
4. Une phrase d’essai : « J’aide … à … grâce à … ».

## À savoir

Télétravailler n’est pas une qualité, c’est une organisation. Certains métiers s’y prêtent par moitié seulement, et c’est très bien. Si, à la fin du module, votre projet devient autre chose, le module a réussi.

## Pour la rencontre

Apportez vos trois notes d’entretien et votre phrase, même bancale. Le groupe vous la rendra meilleure.`
	),
	outlined(
		{ id: 'statuts', title: `Statuts et droit du télétravail`, place },
		[
			`Distinguer salariat, portage, micro-entreprise, coopérative d’activité`,
			`Lire un accord ou une charte de télétravail et savoir ce qu’elle engage`
		],
		`Deux familles de situations, deux droits différents. On les confond souvent.

## Salarié à distance

Le télétravail est **volontaire** et **réversible**. Il repose sur un accord collectif, une charte, ou à défaut un simple accord entre vous et l’employeur ; un écrit évite les malentendus. Vous avez les mêmes droits que vos collègues sur place. Un accident pendant les heures et sur le lieu du télétravail est présumé accident du travail. L’employeur doit dire à quelles heures il peut vous joindre.

## À son compte

- **Micro-entreprise** : simple à ouvrir, cotisations sur le chiffre d’affaires, pas de charges déduites.
- **Entreprise individuelle au réel, société** : plus de papiers, mais les frais comptent.
- **Portage salarial** : vous trouvez le client, une société vous salarie.
- **Coopérative d’activité et d’emploi** : on teste son activité en étant accompagné.

## Ce que vous ferez

Un tableau à deux colonnes pour votre cas, et une liste de questions à poser. Les règles changent : on vérifie toujours sur [service-public.fr](https://www.service-public.fr/) ou [urssaf.fr](https://www.urssaf.fr/), à la date du jour. Ce module n’est pas un conseil juridique.`
	),
	POSTURE,
	outlined(
		{ id: 'bureautique', title: `Bureautique et cloud`, place },
		[
			`Ranger ses fichiers pour les retrouver dans un an`,
			`Partager un document sans en perdre la maîtrise`,
			`Faire un tableau de suivi avec des formules simples`
		],
		`On n’apprend pas ici un logiciel, mais des gestes qui marchent dans tous.

## Ranger

Un dossier par client ou par projet, le même plan dans chacun, et des noms qui se trient seuls : \`2026-03-12 devis Mairie.odt\`. Pas de « final », pas de « final2 » : l’historique des versions sert à cela.

## Partager

Un lien de partage est une clé. Avant d’en donner une : **lire ou modifier ?** pour **qui ?** jusqu’à **quand ?** On ne partage jamais le dossier entier parce que c’est plus rapide. Une fois par mois, on regarde la liste des partages et on ferme.

## Travailler avec une ligne lente

Gardez les dossiers en cours disponibles hors connexion. Compressez les images avant d’envoyer. Les gros envois partent du télécentre, ou la nuit.

## Ce que vous ferez

1. Ranger un vrai dossier à vous, et l’expliquer à quelqu’un en deux minutes.
2. Un tableau de suivi des devis : date, client, montant, état, relance ; une somme, une mise en forme selon l’état.
3. Un document écrit à trois, à distance, avec des commentaires, puis exporté en PDF.`
	),
	outlined(
		{ id: 'visio', title: `Visio et outils collaboratifs`, place },
		[
			`Préparer et mener une réunion à distance`,
			`Être vu et entendu correctement avec le matériel qu’on a`,
			`Choisir entre courriel, message, appel et document`
		],
		`Une bonne visio, c’est d’abord une réunion qui devait avoir lieu.

## Avant

Un ordre du jour de trois lignes, une durée, une décision attendue. S’il n’y a pas de décision, un document commenté suffit souvent. Testez son et image cinq minutes avant, pas pendant.

## Son, image, ligne

Le **son** d’abord : un casque filaire à 20 euros vaut mieux que la meilleure caméra. La lumière devant vous, la caméra à hauteur des yeux. Si la ligne faiblit : couper la vidéo, puis les autres appareils de la maison, puis appeler par téléphone. Dites-le sans vous excuser : *je coupe l’image, je vous entends mieux*.

## Pendant et après

On nomme qui parle, on laisse trois secondes de silence avant de conclure, on écrit les décisions à l’écran. Le compte rendu part le jour même : qui fait quoi, pour quand.

## Quel outil pour quoi

Urgent : l’appel. Une question : le message. Ce qui engage : le courriel. Ce qui se construit : le document partagé.

## Ce que vous ferez

Mener une réunion de quinze minutes à quatre, une fois avec une ligne ralentie exprès.`
	),
	SECURITY,
	outlined(
		{ id: 'temps', title: `Temps et isolement`, place },
		[
			`Bâtir une semaine tenable, avec un début et une fin`,
			`Poser des limites avec les siens, avec ses clients et avec soi`,
			`Repérer chez soi les signes d’isolement ou de surmenage`
		],
		`Chez soi, personne ne ferme le bureau. Le risque n’est pas de travailler trop peu.

## Une journée qui commence et qui finit

Un rituel d’ouverture (le même trajet, même de cent mètres), trois tâches écrites, un rituel de fermeture : on note où l’on en est, on éteint, on range. Les travaux qui demandent de l’attention vont aux heures où vous en avez ; le courriel a ses heures à lui, deux ou trois par jour.

## Les autres

Une porte fermée ne se comprend pas toute seule. Convenez à la maison d’un signe et d’horaires. Dites à vos clients quand vous répondez ; ils s’y font en une semaine.

## Ne pas rester seul

Un jour fixe au télécentre, un café le mardi, un appel de pairs le vendredi : cela se **planifie**, comme le reste. Des nuits courtes, l’irritation, ne plus avoir envie de parler, travailler pour ne pas penser : parlez-en à un proche, à votre médecin, au formateur. En détresse, le **3114** répond jour et nuit, gratuitement.

## Ce que vous ferez

Tenir un relevé de votre temps pendant une semaine, puis n’en changer qu’une chose.`
	),
	outlined(
		{ id: 'offre', title: `Offre et prix`, place },
		[
			`Décrire une offre en une page, du point de vue du client`,
			`Calculer un prix qui paie toutes les heures, y compris celles qu’on ne facture pas`
		],
		`Un prix n’est pas une opinion sur votre valeur. C’est un calcul, puis un choix.

## L’offre

Une page : pour qui, quel problème, ce que vous livrez, ce qui n’est **pas** compris, en combien de temps, à quel prix. Si le client doit vous demander ce que cela veut dire, on recommence.

## Le calcul

1. Le revenu net dont vous avez besoin dans l’année.
2. Plus les cotisations, les frais, l’assurance, le matériel, la formation.
3. Divisé par les jours **vendus** : sur 218 jours travaillés, un indépendant en facture souvent 100 à 130 au début. Le reste est à chercher des clients et à gérer.

Le résultat surprend presque toujours. C’est le prix **plancher** : au-dessous, vous payez pour travailler.

## Le choix

À la journée, au forfait, à l’abonnement : chacun déplace le risque. Une remise se donne contre quelque chose (un délai, un volume, une recommandation), jamais contre un silence.

## Ce que vous ferez

Votre page d’offre, votre calcul, et l’annonce de votre prix à voix haute, trois fois, sans vous justifier.`
	),
	outlined(
		{ id: 'prospection', title: `Prospection et web`, place },
		[
			`Trouver ses vingt premiers contacts utiles`,
			`Écrire un message court qui appelle une réponse`,
			`Tenir une présence simple et exacte en ligne`
		],
		`Les premiers clients viennent rarement d’un site. Ils viennent de gens qui savent ce que vous faites.

## Vingt noms

Listez vingt personnes ou structures à moins d’une heure, ou dans votre ancien métier. Pour chacune : ce qui l’occupe en ce moment, et ce que vous pourriez lui épargner. Commencez par celles qui ne vous achèteront rien mais connaissent tout le monde : mairie, chambres consulaires, comptable, voisins du télécentre.

## Le message

Cinq lignes : pourquoi elle, ce que vous avez vu, ce que vous proposez, une preuve, une question à laquelle on répond par oui ou non. On relance une fois à dix jours, avec quelque chose de neuf. Puis on laisse. Écrire à des particuliers par courriel suppose leur accord **avant** ; à des professionnels, il faut au moins les informer et leur permettre de refuser.

## En ligne

Une page avec l’offre, le lieu, un moyen de vous joindre, les mentions légales. La fiche d’établissement des moteurs de recherche, à jour. Un seul réseau, tenu, plutôt que quatre abandonnés.

## Ce que vous ferez

Dix messages envoyés pour de vrai, et un tableau de suivi.`
	),
	outlined(
		{ id: 'gestion', title: `Gestion et facturation`, place },
		[
			`Faire un devis et une facture conformes`,
			`Suivre sa trésorerie sur une page`,
			`Tenir le calendrier de ses déclarations`
		],
		`Une heure par semaine, toujours la même : c’est tout ce que demande la gestion d’une petite activité, si on ne la saute pas.

## Le devis et la facture

Le devis daté et signé fait contrat. La facture porte un numéro sans trou, les deux identités avec le SIREN, la date, le détail, les prix hors taxe, la TVA ou la mention qui en dispense, l’échéance et les pénalités de retard. La **facture électronique** entre professionnels se généralise par étapes : vérifiez votre date sur [impots.gouv.fr](https://www.impots.gouv.fr/).

## La trésorerie sur une page

Douze colonnes, une par mois : ce qui entre, ce qui sort, ce qui reste. Mettez de côté cotisations et impôts **le jour où l’argent arrive**, sur un autre compte.

## Être payé

Un acompte à la commande, la facture le jour de la livraison, une relance aimable à huit jours, ferme à quinze, puis une lettre. La plupart des retards sont des oublis.

## Ce que vous ferez

Un devis, une facture, une relance, et votre page de trésorerie sur six mois.`
	)
];
