import { outlined, type Taught } from './shape';

/** The ten days of the 140-hour course that are spent together, in two weeks on site. */

const place = 'site' as const;

export const ON_SITE: readonly Taught[] = [
	outlined(
		{ id: 'accueil', title: `Premier jour ensemble`, place },
		[`Connaître le groupe, le lieu et ses règles`, `Régler un vrai poste avec un regard extérieur`],
		`Vous vous êtes vus à l’écran pendant des mois ; on se rencontre enfin.

## Le matin

Tour du télécentre : bureaux, cabine d’appel, salle de visio, issue de secours. Chacun présente quelqu’un d’autre, à partir d’un entretien de dix minutes. On fixe ensemble les règles de la quinzaine : horaires, téléphones, droit à l’erreur, ce qui se dit ici et ne sort pas d’ici.

## L’après-midi

Atelier de postes, par deux. L’un s’installe et travaille vingt minutes, l’autre observe avec la fiche de la leçon *Régler son poste*. Puis on change **une** chose à la fois, et on échange les rôles. On essaie ce qu’on n’a pas chez soi : repose-pieds, rehausse, siège réglable.

## À apporter

Votre ordinateur, votre casque, et une photo de votre coin de travail à la maison, telle qu’il est vraiment. Si vous avez besoin d’un aménagement, dites-le avant, ou ce matin-là : personne ne demandera pourquoi.`
	),
	outlined(
		{ id: 'journee', title: `Simulation : une journée à distance`, place },
		[
			`Tenir une journée complète de télétravail sous contraintes réelles`,
			`Choisir quoi remettre quand tout arrive à la fois`
		],
		`Une journée entière jouée pour de vrai, de 8 h 30 à 16 h 30, chacun dans une pièce différente ou à un bureau séparé.

## Le jeu

Chacun reçoit un rôle, trois commandes à livrer avant 16 heures et une boîte de messages. Les formateurs jouent les clients, le chef, la banque et la famille. Il y aura une coupure de ligne, un appel mécontent, une demande urgente qui ne l’est pas et un message d’hameçonnage. Personne ne sait quand.

## Ce qu’on regarde

Non pas si tout est livré, mais comment vous décidez : ce que vous remettez, comment vous le dites, quand vous demandez de l’aide, si vous avez mangé.

## Le retour

Une heure en cercle. Chacun raconte d’abord sa propre journée, puis deux personnes disent ce qu’elles ont vu, en faits et non en jugements. Vous repartez avec une chose à garder et une à changer.

## À préparer

Votre modèle de devis, votre plan de rangement et votre façon de noter les tâches.`
	),
	outlined(
		{ id: 'entretien', title: `Simulation : le premier rendez-vous client`, place },
		[`Conduire un entretien de découverte`, `Reformuler un besoin et conclure par une suite datée`],
		`Le premier rendez-vous ne sert pas à vendre. Il sert à comprendre, et à savoir si l’on veut travailler ensemble.

## Le fil d’un entretien

1. **Cinq minutes** pour se mettre d’accord sur la durée et le but.
2. **Vingt minutes** de questions ouvertes : qu’est-ce qui se passe aujourd’hui ? qu’avez-vous déjà essayé ? que se passe-t-il si rien ne change ?
3. **Cinq minutes** de reformulation : « si je comprends bien… ».
4. **Dix minutes** pour dire ce que vous pouvez faire, et ce que vous ne faites pas.
5. **Cinq minutes** pour la suite : qui envoie quoi, quel jour.

## L’exercice

Trois entretiens chacun : une fois vous, une fois le client, une fois l’observateur. Les clients sont tirés au sort : pressé, muet, qui veut tout, qui n’a pas le pouvoir de décider. Avec votre accord seulement, l’un des entretiens est filmé, regardé par vous seul, puis effacé le soir même.

## À préparer

Votre page d’offre et dix questions que vous aimeriez qu’on vous pose.`
	),
	outlined(
		{ id: 'visio-site', title: `Simulation : animer à distance`, place },
		[`Animer une réunion mêlant salle et écrans`, `Garder chacun dans la conversation`],
		`La réunion la plus difficile est celle où la moitié des gens sont dans la salle et l’autre derrière un écran.

## Le matin : la technique

Installer la salle de visio de zéro : micro au milieu, caméra à hauteur des visages, écran visible de tous, un second appareil connecté pour entendre ce que les autres entendent. On apprend à diagnostiquer dans l’ordre : le son coupé, le mauvais micro, la ligne, le logiciel, l’ordinateur.

## L’après-midi : la conduite

Chacun anime vingt minutes avec un objectif : décider, informer, chercher des idées ou régler un désaccord. Quatre personnes restent à distance, dans d’autres pièces. Règles à essayer : les distants parlent **d’abord**, on nomme la personne avant la question, les décisions s’écrivent à l’écran pendant qu’elles se prennent.

## Accessible à tous

Sous-titres automatiques, documents envoyés avant, une pause toutes les cinquante minutes, et jamais une information donnée seulement par la couleur ou par le geste. Ce qui aide une personne finit par aider tout le monde.`
	),
	outlined(
		{ id: 'incident', title: `Simulation : l’incident`, place },
		[
			`Appliquer les premiers gestes après un incident`,
			`Rétablir son travail à partir d’une sauvegarde`
		],
		`Le module *Cybersécurité et RGPD*, mais avec le cœur qui bat.

## Le matin : l’alerte

À une heure inconnue, un poste préparé pour l’exercice affiche un message de rançon ; un téléphone est « perdu » ; une boîte aux lettres d’essai envoie des courriels toute seule. Par groupes de trois, vous déroulez : débrancher, noter, prévenir, appeler. Les formateurs répondent au téléphone comme le feraient 17Cyber, la banque et le client. Aucune donnée réelle n’est utilisée.

## L’après-midi : repartir

Réinstaller une machine, retrouver ses comptes avec les codes de secours, restaurer un dossier à partir d’un disque débranché. On mesure le temps qu’il faut, et l’on découvre ce qui n’était pas sauvegardé.

## On écrit

Trois textes courts, qui resserviront : le message à un client dont les données sont touchées, la notification à la CNIL sur son formulaire d’essai, et la page à imprimer pour chez vous.

## À apporter

Votre disque de sauvegarde si vous en avez un, et votre façon de retrouver vos mots de passe sans votre téléphone.`
	),
	outlined(
		{ id: 'commande', title: `Une vraie commande, à plusieurs`, place },
		[
			`Répartir un travail et tenir un délai à plusieurs`,
			`Livrer un travail relu et s’accorder sur ce qui est fini`
		],
		`Une association ou une commune des environs apporte une petite commande réelle : remettre en ordre un fichier d’adhérents, rédiger un guide d’accueil, préparer une lettre d’information, mettre à jour une page.

## Le déroulé

Le matin, la personne qui commande explique son besoin pendant une demi-heure, puis s’en va. Vous formez des équipes de trois ou quatre, vous lui écrivez **une** série de questions, et vous vous engagez sur ce qui sera livré à 16 heures. Le travail se fait dans des pièces séparées, comme à distance.

## Ce qu’on apprend

Découper, dire « je prends », prévenir tôt quand on n’y arrivera pas, relire le travail d’un autre sans le refaire. On découvre aussi que « fini » doit être défini au début.

## La livraison

La personne revient et dit ce qui lui sert et ce qui ne lui sert pas. Le groupe calcule ensuite ce que cela aurait coûté, à son propre prix. Les fichiers confiés sont effacés des ordinateurs le soir même.`
	),
	outlined(
		{ id: 'reseau', title: `Le territoire et ses réseaux`, place },
		[
			`Identifier les appuis à moins d’une heure de chez soi`,
			`Demander de l’aide de façon précise`
		],
		`On ne travaille pas seul à la campagne, à condition de savoir à qui parler.

## Le matin : les visites

Selon la saison et les agendas : chambre de métiers ou d’agriculture, chambre de commerce, France Travail, MSA, coopérative d’activité, communauté de communes, une entreprise qui emploie à distance. Chaque groupe prépare **trois** questions et rapporte trois réponses utiles aux autres.

## L’après-midi : la table des pairs

D’anciens stagiaires viennent raconter ce qui a marché, ce qu’ils referaient autrement, et ce que leur première année a vraiment rapporté. Chacun expose ensuite une difficulté en deux minutes ; les autres posent des questions pendant dix minutes et ne donnent leur avis qu’à la fin.

## Ce que vous rapportez

Une carte de vos appuis : qui, pour quoi, comment le joindre, et qui vous a recommandé. Elle a quatre zones : argent, métier, santé et moral. Aucune ne doit rester vide. Pour la santé et le handicap, on y met le service de santé au travail, Cap emploi, l’Agefiph et la MDPH.`
	),
	outlined(
		{ id: 'plan', title: `Plan d’action`, place },
		[
			`Fixer des objectifs à trois, six et douze mois`,
			`Savoir à quoi l’on verra que cela avance ou qu’il faut changer`
		],
		`Un plan tient sur une page, sinon personne ne le relit.

## La page

- **Dans douze mois** : une phrase, un revenu, un nombre d’heures par semaine.
- **Dans six mois** : trois résultats qu’un inconnu pourrait constater.
- **Dans trois mois** : les dix actions qui y mènent, chacune avec une date et un premier geste de moins de quinze minutes.
- **Ce que j’arrête** : au moins deux choses. Un plan qui ne fait qu’ajouter ne sera pas tenu.
- **Le filet** : combien de mois je peux tenir, et le chiffre au-dessous duquel je change de route, écrit maintenant, à tête reposée.

## La journée

Le matin, chacun écrit en silence puis échange avec un binôme. L’après-midi, on relit les plans des autres avec trois feutres : clair, flou, absent. Vous fixez avec votre binôme cinq rendez-vous de trente minutes, un par mois, déjà notés dans les deux agendas.

## À apporter

Votre calcul de prix, votre trésorerie sur six mois et la carte de vos appuis.`
	),
	outlined(
		{ id: 'repetition', title: `Préparer la soutenance`, place },
		[`Construire un exposé de dix minutes`, `Répondre à une question difficile sans se défendre`],
		`Dix minutes suffisent pour faire comprendre un projet. Elles se préparent en une journée.

## Construire

Cinq temps de deux minutes : la situation de départ, ce que je propose et pour qui, comment cela tient (temps, prix, lieu), ce que j’ai appris qui m’a fait changer, mes trois prochains mois. Une seule image par temps, de gros caractères, aucun paragraphe à l’écran.

## Répéter

Trois passages, à trois publics différents : un binôme, le groupe, puis quelqu’un du télécentre qui ne connaît rien au sujet. On chronomètre. Après chaque passage, on enlève quelque chose.

## Les questions

Chacun tire au sort les plus rudes : pourquoi vous ? et si votre client principal s’en va ? combien gagnez-vous vraiment ? On apprend trois réponses honnêtes : *voici le chiffre*, *je ne sais pas encore et voici comment je le saurai*, *c’est un risque que j’accepte*.

## Chacun à sa façon

Assis, debout, à distance, avec des notes, en vidéo enregistrée ou par écrit avec un échange : la forme s’adapte à la personne. Dites ce qui vous convient.`
	),
	outlined(
		{ id: 'soutenance', title: `Soutenance et suites`, place },
		[
			`Présenter son projet devant un jury bienveillant et exigeant`,
			`Savoir à qui s’adresser dans les mois qui viennent`
		],
		`Le dernier jour. Ce n’est pas un examen : personne n’y « rate » sa formation. C’est le moment où des gens utiles vous écoutent.

## Le matin : les soutenances

Dix minutes d’exposé, dix minutes d’échange, cinq minutes de retour écrit. Le jury réunit un formateur, un professionnel et un ancien stagiaire. Il regarde quatre choses : le projet est clair, il tient debout, il est à vous, et la suite est datée. Les objectifs de la formation sont relus avec vous un par un : atteint, en partie, pas encore.

## L’après-midi : les papiers et la suite

Chacun vérifie ses demi-journées et ses signatures, et signale ce qui manque **avant** de partir. Le certificat de réalisation et l’attestation de fin de formation sont remis ensuite. On remplit le bilan, anonyme si l’on veut, et l’on dit en cercle ce que le prochain groupe devrait savoir.

## Après

Un rendez-vous du groupe à trois mois, un autre à six. Le télécentre reste ouvert : votre badge aussi.`
	)
];
