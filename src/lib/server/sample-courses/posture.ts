import type { Lesson } from './shape';

/** The workstation and the body at it. General advice; an occupational doctor's comes first. */

export const POSTURE_LESSONS: readonly Lesson[] = [
	{
		id: 'poste-reglages',
		title: `Régler son poste, de la chaise à l’écran`,
		text: `Un bon poste ne se reconnaît pas à son prix. Il se reconnaît à ceci : au bout de deux heures, vous n’avez pas pensé à votre corps. Cette leçon se lit assis à votre table, et se fait en même temps. Comptez vingt minutes.

## L’ordre compte

On règle **du bas vers le haut** : les pieds, le siège, la table, l’écran. Commencer par l’écran oblige à tout refaire.

1. **Les pieds** sont à plat, tout entiers, au sol ou sur un repose-pieds. Une ramette de papier ou une caisse stable fait l’affaire.
2. **L’assise** est à une hauteur telle que les cuisses sont à peu près horizontales, les genoux à angle droit ou un peu ouverts. Pour la plupart des gens, cela fait entre 40 et 52 cm.
3. **Le fond du siège** : asseyez-vous tout au fond. Il reste deux ou trois doigts entre le bord du siège et le creux du genou. S’il n’en reste pas, l’assise est trop longue : ajoutez un coussin dans le dos.
4. **Le dossier** soutient le creux du dos, au-dessus du bassin. Une serviette roulée remplace un appui lombaire. Un dossier légèrement incliné en arrière (100 à 110 degrés) charge moins le dos qu’un dossier parfaitement droit.
5. **Les coudes** sont près du corps, à angle droit, et les avant-bras reposent sur la table ou sur des accoudoirs de la même hauteur. Les épaules sont basses. Si elles montent, la table est trop haute, ou le siège trop bas.
6. **Le clavier et la souris** sont proches, à la même hauteur, les poignets dans le prolongement de l’avant-bras. Laissez 10 à 15 cm entre le bord de la table et le clavier.
7. **L’écran** est en face de vous, à une longueur de bras (50 à 70 cm). Son bord supérieur est à la hauteur des yeux, ou un peu plus bas. Avec des verres progressifs, baissez-le encore : on ne doit pas lever le menton pour lire.

## La table est trop haute, et ne se règle pas

C’est le cas le plus fréquent : une table de cuisine fait 74 à 76 cm, ce qui convient à quelqu’un de 1,80 m. Montez alors le **siège** jusqu’à ce que les coudes soient à la hauteur de la table, puis mettez un **repose-pieds**. Ce n’est pas un accessoire pour personnes fragiles, c’est la moitié du réglage.

## L’ordinateur portable

Un portable est fait pour être porté, pas pour huit heures de travail : si le clavier est bien placé, l’écran est trop bas, et l’inverse. Trois choses le corrigent, pour moins de 60 euros :

- une **rehausse** (ou quatre gros livres) sous l’ordinateur ;
- un **clavier séparé** ;
- une **souris séparée**.

Si vous ne pouvez en acheter qu’une, prenez le clavier : les livres, vous les avez.

## Et deux écrans ?

Si l’un sert davantage, il est en face et l’autre sur le côté, incliné vers vous. S’ils servent autant, leur jointure est en face de votre nez. Même hauteur, même distance, même luminosité.

## Vérifiez

| Ce que vous sentez | Ce qu’on change d’abord |
|---|---|
| Nuque raide | l’écran : plus haut, plus proche, bien en face |
| Épaules qui montent | le siège : plus haut, avec un repose-pieds |
| Bas du dos | s’asseoir au fond, caler les reins, se lever plus souvent |
| Fourmis dans les jambes | le siège : moins profond, ou un repose-pieds |
| Poignet douloureux | la souris : plus près, et plus légère dans la main |

Aucun réglage n’est bon pour une journée entière. La meilleure position est la **suivante** : c’est le sujet de la leçon sur les pauses.`
	},
	{
		id: 'poste-lumiere-yeux',
		title: `La lumière, les yeux, le bruit`,
		text: `Les yeux se fatiguent pour trois raisons : ils restent longtemps à la même distance, ils clignent trop peu, et ils compensent une mauvaise lumière. Les trois se corrigent sans rien acheter, ou presque.

## Placer l’écran par rapport à la fenêtre

Une seule règle : **la fenêtre est sur le côté**, à gauche ou à droite.

- *Fenêtre en face* : l’œil voit à la fois le ciel et l’écran, qui est bien plus sombre. Il se fatigue à passer de l’un à l’autre.
- *Fenêtre dans le dos* : elle se reflète dans l’écran, et vous êtes une ombre pendant les visioconférences.
- *Fenêtre de côté* : la lumière éclaire la table sans entrer dans l’écran ni dans les yeux.

Si la pièce ne le permet pas, un rideau clair ou un store suffit. Pour voir les reflets, **éteignez l’écran** : tout ce qui s’y voit alors vous gênera quand il est allumé.

## La lampe

La nuit, ou l’hiver dès 16 heures, un écran ne doit pas être la seule lumière de la pièce. Il faut une lumière générale douce, et une lampe de bureau qui éclaire les papiers et non l’écran. Placez-la du côté opposé à la main qui écrit. Comme repère, on conseille autour de 300 à 500 lux sur la table ; une application de téléphone en donne une idée, rien de plus.

## Régler l’écran lui-même

1. Posez une feuille blanche à côté d’un document affiché. Réglez la **luminosité** jusqu’à ce que les deux blancs se ressemblent.
2. Agrandissez les **caractères** : vous devez lire sans vous pencher. Dans un navigateur, \`Ctrl\` et \`+\`. Se pencher vers l’écran toute la journée, c’est la nuque qui paie.
3. Préférez un texte sombre sur fond clair dans une pièce claire. Le mode sombre repose surtout le soir.
4. Nettoyez l’écran. Cela compte plus qu’on ne croit.

## La règle des 20

Toutes les **20 minutes**, regardez à plus de **6 mètres** pendant **20 secondes**. Par la fenêtre, c’est parfait : à la campagne, on a l’avantage. Le muscle qui fait la mise au point se relâche enfin. Profitez-en pour cligner lentement dix fois : devant un écran, nous clignons deux à trois fois moins, et l’œil sèche.

Un verre d’eau sur la table, une pièce qui n’est pas surchauffée (20 à 22 degrés), et jamais de ventilation dans les yeux.

## Quand voir quelqu’un

- Vision trouble en fin de journée, maux de tête, yeux rouges : un **bilan visuel**. Apportez la distance de votre écran, mesurée en centimètres ; c’est la première question qu’on vous posera.
- Si vous êtes salarié, le **médecin du travail** peut demander un examen, et des lunettes propres au travail sur écran si elles sont nécessaires.
- Douleur vive, perte de vision, éclairs ou voile noir : ce n’est pas la fatigue. Appelez un médecin **le jour même**, ou le 15.

## Le bruit fatigue aussi

À la maison, un bruit irrégulier (une télévision, des voix) coûte plus d’attention qu’un bruit continu. Dans l’ordre : fermer la porte, changer de pièce, convenir d’heures de calme avec la maison, puis seulement un casque. Un casque gardé toute la journée se porte **bas** : vous devez entendre qu’on vous parle normalement à un mètre.

Au télécentre, les appels se passent dans la cabine ou la salle. Ce n’est pas de la politesse seulement : c’est ce qui permet aux autres de ne pas monter le son.`
	},
	{
		id: 'poste-pauses-tms',
		title: `Bouger : micro-pauses et premiers signes`,
		text: `Les troubles musculo-squelettiques (TMS) sont la première cause de maladie professionnelle reconnue en France. Ils viennent rarement d’un grand effort : ils viennent d’un petit geste, répété, dans une position tenue trop longtemps, quand on est tendu. Le télétravail en réunit facilement les conditions : plus de trajet, plus de couloir, plus de collègue qui vous fait lever.

## Trois sortes de pauses

| Durée | Combien de fois | Quoi |
|---|---|---|
| 20 secondes | toutes les 20 minutes | regarder au loin, poser les mains, baisser les épaules |
| 2 minutes | toutes les demi-heures | se lever, marcher jusqu’à la fenêtre, boire |
| 10 minutes | toutes les 2 heures | quitter la pièce, sortir si possible |

Une pause courte et fréquente vaut mieux qu’une longue et rare. Elle ne coûte pas de temps : on fait moins d’erreurs après.

Pour y penser, n’ajoutez pas une alarme de plus. Accrochez la pause à ce qui arrive déjà : **on se lève quand le téléphone sonne**, quand on envoie un courriel, quand l’eau bout. Mettez l’imprimante et la poubelle hors de portée.

## Six gestes assis ou debout

À faire doucement, sans douleur, en respirant. Arrêtez celui qui fait mal.

1. **Épaules** : montez-les vers les oreilles en inspirant, laissez-les tomber en soufflant. Cinq fois.
2. **Nuque** : menton vers la poitrine, puis oreille vers l’épaule, de chaque côté, dix secondes. Pas de grands cercles.
3. **Dos** : mains sur les reins, debout, penchez-vous un peu en arrière. Trois fois.
4. **Poitrine** : mains croisées derrière le dos, ouvrez les épaules. Dix secondes.
5. **Poignets** : bras tendu devant, paume vers le haut, tirez doucement les doigts vers vous. Puis l’autre côté.
6. **Mollets** : montez sur la pointe des pieds, dix fois. C’est aussi bon pour la circulation.

## Travailler debout

Debout toute la journée n’est pas mieux qu’assis toute la journée. **Alternez** : les appels debout, la rédaction assis. Un plan de travail de cuisine (90 cm) convient souvent pour téléphoner. Commencez par dix minutes.

## Les signes à prendre au sérieux

- une douleur qui **revient** à la même heure, au même geste ;
- une douleur qui **reste** la nuit ou le week-end ;
- des **fourmillements**, une perte de force, un objet qui tombe des mains.

Le premier réflexe est de noter, pendant une semaine : quand, où, en faisant quoi. Le deuxième est de changer une chose du poste. Si au bout de deux semaines rien ne bouge, ou si l’un des deux derniers signes apparaît, on en parle. Attendre, pour un TMS, c’est le rendre plus long à guérir.

## À qui parler

- **Votre médecin traitant**, dans tous les cas.
- **Salarié** : le *médecin du travail*. Vous pouvez demander vous-même une visite, sans passer par votre employeur, et ce que vous lui dites est couvert par le secret médical.
- **Salarié ou exploitant agricole** : le service de santé au travail de la **MSA**.
- **Indépendant** : vous pouvez vous affilier volontairement à un service de prévention et de santé au travail interentreprises. Renseignez-vous avant d’en avoir besoin.

## Un handicap, une maladie longue

On n’a pas à tout expliquer pour être aidé. Dites **ce dont vous avez besoin** (un écran plus grand, des pauses, une table réglable) ; personne ici n’a à savoir pourquoi.

- **Agefiph** : aides et conseils pour l’emploi des personnes handicapées, indépendants compris. [agefiph.fr](https://www.agefiph.fr/)
- **Cap emploi** : accompagnement vers l’emploi et dans l’emploi, y compris pour aménager un poste.
- **MDPH** du département : c’est elle qui reçoit la demande de reconnaissance de la qualité de travailleur handicapé (RQTH). La demande est personnelle et gratuite ; personne ne peut l’exiger de vous.

> Cette leçon donne des repères généraux. Elle ne remplace l’avis d’aucun médecin.`
	}
];

export const POSTURE_QUIZ = {
	id: 'poste-quiz',
	title: `Quiz : poste et ergonomie`,
	pass: 5,
	questions: [
		{
			id: 'ordre',
			text: `Par quoi commence-t-on pour régler son poste ?`,
			choices: [
				{ id: 'ecran', text: `Par l’écran` },
				{ id: 'pieds', text: `Par les pieds et l’assise` },
				{ id: 'clavier', text: `Par le clavier` }
			],
			right: ['pieds'],
			why: `On règle du bas vers le haut. Commencer par l’écran oblige à tout refaire quand on change le siège.`
		},
		{
			id: 'table',
			text: `La table est trop haute et ne se règle pas. Que faites-vous ?`,
			choices: [
				{ id: 'epaules', text: `Je lève les épaules, on s’habitue` },
				{ id: 'siege', text: `Je monte le siège et je mets un repose-pieds` },
				{ id: 'baisse', text: `Je baisse le siège pour que les pieds touchent` }
			],
			right: ['siege'],
			why: `Les coudes doivent être à la hauteur de la table ; les pieds trouvent leur appui sur un repose-pieds.`
		},
		{
			id: 'portable',
			text: `Que faut-il ajouter à un ordinateur portable pour y travailler toute la journée ?`,
			choices: [
				{ id: 'rehausse', text: `Une rehausse, ou des livres` },
				{ id: 'clavier', text: `Un clavier et une souris séparés` },
				{ id: 'coussin', text: `Un coussin pour le poser sur les genoux` }
			],
			right: ['rehausse', 'clavier'],
			why: `Il faut séparer l’écran, qui monte, du clavier, qui reste à la hauteur des coudes.`
		},
		{
			id: 'fenetre',
			text: `Où doit être la fenêtre par rapport à l’écran ?`,
			choices: [
				{ id: 'face', text: `En face` },
				{ id: 'dos', text: `Dans le dos` },
				{ id: 'cote', text: `Sur le côté` }
			],
			right: ['cote'],
			why: `En face elle éblouit, dans le dos elle se reflète.`
		},
		{
			id: 'vingt',
			text: `Que dit la règle des 20 ?`,
			choices: [
				{ id: 'loin', text: `Toutes les 20 minutes, regarder au loin 20 secondes` },
				{ id: 'fermer', text: `Toutes les 20 minutes, fermer l’écran 20 minutes` },
				{ id: 'cm', text: `Garder 20 cm entre les yeux et l’écran` }
			],
			right: ['loin'],
			why: `Le muscle de la mise au point ne se relâche qu’en regardant à plus de 6 mètres.`
		},
		{
			id: 'signes',
			text: `Quels signes demandent d’en parler sans attendre ?`,
			choices: [
				{ id: 'fourmis', text: `Des fourmillements ou une perte de force dans la main` },
				{ id: 'nuit', text: `Une douleur qui reste la nuit` },
				{ id: 'soif', text: `Avoir soif en fin de matinée` }
			],
			right: ['fourmis', 'nuit'],
			why: `Ce sont des signes qu’un nerf ou un tendon souffre. Plus on attend, plus c’est long à guérir.`
		},
		{
			id: 'besoin',
			text: `Vous avez besoin d’un aménagement. Que devez-vous dire au centre ou au formateur ?`,
			choices: [
				{ id: 'diag', text: `Le diagnostic` },
				{ id: 'besoin', text: `Ce dont j’ai besoin` },
				{ id: 'rqth', text: `Mon numéro de dossier MDPH` }
			],
			right: ['besoin'],
			why: `Le besoin suffit pour aménager. La raison ne regarde que vous et les soignants.`
		}
	]
};
