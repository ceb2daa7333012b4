import type { Lesson } from './shape';

/** Keeping accounts, machines and other people's data safe, alone and far from any IT department. Long because it is text. */

export const SECURITY_LESSONS: readonly Lesson[] = [
	{
		id: 'secu-mots-de-passe',
		title: `Mots de passe : en retenir un, pas cent`,
		text: `La plupart des comptes volés ne sont pas « piratés ». Leur mot de passe était connu : il avait fui d’un autre site, où il était le même. Voici comment régler la question une fois pour toutes. Comptez une soirée.

## Pourquoi « le même partout » ne marche pas

Quand un site de vente se fait voler sa base, les listes circulent. Des programmes essaient alors chaque adresse et chaque mot de passe sur les messageries, les banques, les impôts. Changer un chiffre à la fin ne suffit pas : les programmes y pensent aussi.

Donc : **un mot de passe différent par compte**. Et comme personne ne peut en retenir cent, on n’en retient qu’un.

## Le gestionnaire de mots de passe

C’est un coffre chiffré, sur votre ordinateur ou votre téléphone. Il fabrique des mots de passe longs et au hasard, les retient, et les remplit à votre place. Vous n’en gardez qu’un en tête : celui du coffre.

- Choisissez un logiciel **connu et suivi**. KeePassXC, libre et gratuit, garde le coffre dans un fichier, chez vous. D’autres, comme Bitwarden, le gardent chiffré en ligne et suivent tous vos appareils.
- Le coffre de votre navigateur vaut mieux que rien, **si** votre session d’ordinateur est protégée et que la machine n’est qu’à vous.
- Un détail précieux : le gestionnaire ne remplit **que sur la bonne adresse**. S’il ne propose rien, demandez-vous si le site est le vrai.

## Un bon mot de passe, pour le coffre et la session

Une **phrase de passe** : cinq ou six mots sans rapport entre eux, tirés au hasard. Par exemple en ouvrant un dictionnaire les yeux fermés. *lanterne-frêne-dispute-velours-onze* est plus solide, et plus facile à retenir, que \`M@rie15!\`. Pas une citation, pas un refrain, pas les prénoms des enfants.

La CNIL donne un repère : un mot de passe doit être aussi difficile à deviner que **12 caractères** avec des majuscules, des minuscules, des chiffres et des signes, ou qu’une phrase d’au moins **7 mots**. Plus long vaut mieux que plus compliqué.

On ne le change pas tous les trois mois par habitude. On le change **quand il a pu être vu**.

## La double authentification

C’est une seconde preuve, que le voleur n’a pas : un code sur votre téléphone, une clé. Activez-la au moins ici :

1. la **messagerie**, d’abord : c’est par elle qu’on réinitialise tous les autres comptes ;
2. la banque et les impôts ;
3. l’hébergement de votre site et votre nom de domaine ;
4. vos réseaux, si des clients vous y trouvent.

Une application de codes est préférable au SMS. Imprimez les **codes de secours** et rangez-les avec vos papiers : un téléphone se perd.

## Les clés d’accès

De plus en plus de services proposent une *clé d’accès* (« passkey ») à la place du mot de passe : votre appareil prouve qui vous êtes, après votre empreinte ou votre code. Rien à retenir, rien à voler sur un faux site. Prenez-les quand on vous les propose, et gardez un second moyen d’entrer.

## Ce soir

- Installer le gestionnaire, choisir sa phrase, l’écrire **sur papier** et la mettre sous clé le temps de la savoir.
- Changer trois mots de passe : messagerie, banque, téléphone.
- Activer la double authentification sur la messagerie.
- Ensuite, changer chaque autre mot de passe le jour où l’on passe sur le site.

> On ne donne jamais un mot de passe ni un code reçu par SMS. Ni à sa banque, ni à un technicien, ni à nous.`
	},
	{
		id: 'secu-hameconnage',
		title: `Reconnaître l’hameçonnage, et se tenir à jour`,
		text: `L’hameçonnage est un message qui se fait passer pour quelqu’un d’autre, pour que vous donniez quelque chose : un mot de passe, un paiement, un accès. C’est de loin la menace la plus courante. Elle ne vise pas les naïfs ; elle vise les gens pressés.

## Les cinq questions

Avant de cliquer, de payer, de répondre :

1. **Est-ce que j’attendais ce message ?** Un colis sans commande, un remboursement sans demande : non.
2. **Me presse-t-on ?** « Sous 24 heures », « dernier rappel », « confidentiel » : la hâte est l’outil.
3. **D’où vient-il vraiment ?** Lisez l’adresse *après* l’arobase, et l’adresse du lien de droite à gauche : dans \`impots.gouv.fr.suivi-dossier.example\`, c’est \`suivi-dossier.example\` qui compte.
4. **Que me demande-t-on ?** Un code, un mot de passe, un changement de coordonnées bancaires, une carte cadeau : jamais par message.
5. **Puis-je vérifier par un autre chemin ?** Ouvrir le site par *mon* favori. Rappeler au numéro que *j’ai déjà*.

L’orthographe n’est plus un indice : les faux messages sont aujourd’hui très bien écrits. La voix d’un proche au téléphone non plus n’est plus une preuve.

## Le faux virement

Un indépendant reçoit, d’un fournisseur connu, un courriel : « nous avons changé de banque, voici le nouveau RIB ». La messagerie du fournisseur a été prise. La règle est simple et sans exception : **tout changement de RIB se confirme de vive voix**, au numéro habituel. Dites-le aussi à vos clients, avant que cela n’arrive.

## Les pièces jointes

Un document qui demande d’« activer le contenu » ou les macros : non. Un fichier \`.zip\`, \`.iso\` ou \`.html\` inattendu : non. Un QR code sur un courriel ou collé sur une affiche est un lien comme un autre : lisez l’adresse avant d’ouvrir.

## Les mises à jour

La plupart des attaques automatiques passent par un défaut **déjà corrigé**. Le mieux que vous puissiez faire pour votre sécurité tient donc en un mot : acceptez.

- Ordinateur, téléphone, navigateur : mises à jour **automatiques**.
- Redémarrez une fois par semaine ; sans cela, certaines ne s’installent pas.
- La **box** aussi, et le site internet si vous en avez un (ses extensions surtout).
- Un appareil qui ne reçoit plus de mises à jour ne sert plus à travailler.

Sur une ligne lente, lancez-les la nuit, ou apportez l’ordinateur au télécentre.

## Les sauvegardes : 3, 2, 1

Un rançongiciel chiffre tout ce qu’il atteint, y compris le disque resté branché. La règle :

- **3** exemplaires de ce qui compte ;
- sur **2** supports différents ;
- dont **1** ailleurs, et *débranché*.

Par exemple : l’ordinateur, un disque externe branché le vendredi puis rangé, et une copie chiffrée en ligne ou chez quelqu’un de confiance. Une sauvegarde qu’on n’a jamais relue n’en est pas une : **rouvrez un fichier** une fois par mois.

## Le Wi-Fi des autres

Gare, café, hôtel : considérez que le réseau est lisible par d’autres et que son nom ne prouve rien.

- Préférez le **partage de connexion** de votre téléphone.
- Sinon, vérifiez le cadenas et l’adresse, et ne passez jamais outre un **avertissement de certificat**.
- Le VPN de votre employeur, si vous en avez un. Un VPN gratuit, non : vous ne faites que changer de curieux.
- Désactivez la connexion automatique aux réseaux ouverts.

Au télécentre, demandez à l’accueil quel réseau est celui du travail. Et verrouillez l’écran en vous levant : \`Windows\` + \`L\`, ou \`Ctrl\` + \`Cmd\` + \`Q\` sur un Mac.`
	},
	{
		id: 'secu-donnees-rgpd',
		title: `Les données des autres : chez soi, et le RGPD d’un indépendant`,
		text: `Dès que vous avez un fichier de clients, une liste d’inscrits ou la paie d’un salarié, vous tenez des **données personnelles**. Le règlement européen (RGPD) s’applique à vous comme à une grande entreprise, mais ce qu’il demande à un indépendant tient sur deux pages.

## À la maison

Le risque n’est pas un espion. C’est le cartable volé dans la voiture, l’enfant qui joue sur l’ordinateur, l’écran visible de la rue.

- **Une session à vous seul**, protégée, qui se verrouille au bout de cinq minutes. La famille a la sienne.
- **Le disque chiffré** : BitLocker ou le chiffrement de l’appareil sous Windows, FileVault sur Mac, LUKS sous Linux. Sur un téléphone récent, c’est déjà fait dès qu’il y a un code. Un ordinateur chiffré perdu est une perte d’argent ; non chiffré, c’est une violation de données.
- **Le papier** se range dans un meuble fermé et se détruit, il ne se recycle pas tel quel.
- **Les appels** sur les dossiers des gens : porte fermée, casque, et pas d’enceinte connectée dans la pièce.
- **Les outils de l’employeur** pour le travail de l’employeur. Pas de fichier de clients sur la messagerie personnelle.

## Ce que le RGPD demande, en six lignes

1. **Savoir pourquoi** vous avez chaque donnée : une facture, une demande, un contrat.
2. **N’avoir que le nécessaire.** La date de naissance d’un client de site internet ? Non. Un numéro de sécurité sociale ? Jamais, sauf pour la paie.
3. **Dire** aux gens ce que vous faites : qui vous êtes, pourquoi, combien de temps, à qui cela va, comment vous écrire. Une demi-page sur le site ou au dos du devis.
4. **Ne pas garder pour toujours.** Repères : un prospect qui ne répond plus, 3 ans après le dernier contact ; les factures, 10 ans, parce que le code de commerce le demande ; un CV non retenu, 2 ans au plus.
5. **Protéger**, comme ci-dessus, et choisir des outils sérieux.
6. **Répondre** à qui demande à voir, corriger ou effacer ce que vous avez sur lui : vous avez **un mois**.

## Le registre

C’est un simple tableau, une ligne par usage. Il suffit de le tenir à jour une fois par an.

| Usage | Qui | Quoi | Jusqu’à quand | Où | Pour qui |
|---|---|---|---|---|---|
| Factures | clients | nom, adresse, montants | 10 ans | logiciel de facturation | comptable |
| Demandes de devis | prospects | nom, courriel | 3 ans | messagerie | moi |
| Lettre d’information | abonnés | courriel | jusqu’au désabonnement | outil d’envoi | moi |

La CNIL en propose un modèle, et répond aux questions des indépendants : [cnil.fr](https://www.cnil.fr/).

## Vos outils sont vos sous-traitants

La messagerie, le stockage en ligne, la facturation : vous leur confiez les données des autres. Il faut un contrat (les conditions du service en contiennent un), et savoir **où** les données sont gardées. L’Union européenne simplifie tout. On ne colle pas le fichier d’un client dans un service gratuit, y compris d’intelligence artificielle, sans savoir ce qu’il en fait.

## Si vous travaillez pour quelqu’un

Secrétariat, comptabilité, assistance à distance : c’est vous le **sous-traitant**. Votre client décide ; vous suivez ses instructions, vous gardez le secret, vous le prévenez vite en cas d’incident, et vous rendez ou effacez tout à la fin. Un court contrat écrit le dit. Le proposer vous-même fait sérieux, et rassure.`
	},
	{
		id: 'secu-incident',
		title: `Après un incident : les premières heures`,
		text: `Un jour, cela arrive : un clic de trop, un téléphone perdu, des fichiers illisibles. Ce que vous faites dans la première heure compte plus que tout le reste. Imprimez cette page ; le jour venu, l’écran ne sera peut-être pas lisible.

## D’abord, quatre gestes

1. **Débrancher** l’appareil du réseau : le câble, le Wi-Fi, le partage de connexion. Ne pas l’éteindre s’il est en train d’être attaqué : sa mémoire aide à comprendre.
2. **Ne rien effacer, ne rien payer.** Une rançon payée ne garantit pas le retour des fichiers, et finance la suivante.
3. **Noter** l’heure, ce qu’on a vu, ce qu’on a fait. Photographier l’écran avec le téléphone.
4. **Prévenir** : votre employeur ou votre client si leurs données ou leurs accès sont en jeu. Tout de suite, même sans être sûr. Personne n’a jamais regretté d’avoir prévenu trop tôt.

## Qui appeler

- **17Cyber** : le service public qui écoute, pose un diagnostic et oriente, jour et nuit, pour les particuliers comme pour les entreprises. [17cyber.gouv.fr](https://17cyber.gouv.fr/)
- **Cybermalveillance.gouv.fr** : des fiches pour chaque cas, et des prestataires de confiance près de chez vous. [cybermalveillance.gouv.fr](https://www.cybermalveillance.gouv.fr/)
- **Votre banque**, sans attendre, si un moyen de paiement est concerné. L’opposition se fait aussi au numéro interbancaire inscrit au dos de la carte ou sur le site de votre banque.
- Un SMS frauduleux se transfère au **33700** ; un site d’hameçonnage se signale sur [signal-spam.fr](https://www.signal-spam.fr/) ou PHAROS.

## Cas par cas

**J’ai donné mon mot de passe.** Depuis un *autre* appareil : changez-le, déconnectez toutes les sessions, activez la double authentification. Puis regardez les **règles de transfert** de la messagerie : c’est là que le voleur se cache. Changez-le partout où il était le même.

**J’ai donné mon numéro de carte.** Opposition, puis contestation écrite des paiements. Une plainte en ligne est possible pour certaines fraudes.

**Mes fichiers sont chiffrés.** Débrancher, ne pas payer, appeler. Des clés existent parfois : [nomoreransom.org](https://www.nomoreransom.org/fr/index.html). Ne rebranchez la sauvegarde que sur une machine **réinstallée**.

**J’ai perdu mon ordinateur ou mon téléphone.** Localiser ou effacer à distance (Apple, Google et Microsoft le proposent). Changer les mots de passe qu’il retenait. Faire bloquer la ligne par l’opérateur. Prévenir le télécentre : l’accueil peut désactiver votre badge et votre appareil.

**On m’appelle pour « réparer » mon ordinateur.** Raccrochez. Aucun éditeur ne téléphone. Si vous avez laissé entrer : débrancher, et traiter comme un mot de passe donné.

## La plainte

Elle est utile même si l’on n’attend rien : les assurances la demandent, et elle relie votre affaire à d’autres. Commissariat, gendarmerie, ou lettre au procureur. Si vous avez une assurance « cyber », la plainte doit être déposée dans les **72 heures** après que vous avez su, sinon elle n’indemnise pas.

## Si des données d’autres personnes sont touchées

Perdues, volées, montrées ou rendues illisibles : c’est une **violation de données**.

- Si elle présente un risque pour les personnes, notifiez-la à la **CNIL** dans les **72 heures**, sur son site. On peut compléter plus tard.
- Si le risque est élevé (comptes bancaires, santé, mots de passe), prévenez aussi **les personnes**, simplement : ce qui s’est passé, ce qu’elles doivent faire.
- Notez-la dans tous les cas dans votre propre registre, même sans gravité.

## Une semaine après

Écrivez une demi-page : ce qui s’est passé, ce qui a aidé, la *seule* chose que vous changez. Racontez-le au groupe. C’est ainsi que les autres l’éviteront.`
	}
];

export const SECURITY_QUIZ = {
	id: 'secu-quiz',
	title: `Quiz : cybersécurité et RGPD`,
	pass: 6,
	questions: [
		{
			id: 'partout',
			text: `Pourquoi un mot de passe différent pour chaque compte ?`,
			choices: [
				{
					id: 'fuite',
					text: `Parce qu’un mot de passe qui fuit d’un site est essayé partout ailleurs`
				},
				{ id: 'loi', text: `Parce que la loi l’impose aux particuliers` },
				{ id: 'oubli', text: `Pour mieux les retenir` }
			],
			right: ['fuite'],
			why: `Des programmes essaient les listes volées sur les messageries et les banques.`
		},
		{
			id: 'premier',
			text: `Sur quel compte activer d’abord la double authentification ?`,
			choices: [
				{ id: 'mail', text: `La messagerie` },
				{ id: 'achat', text: `Un site d’achats` },
				{ id: 'meteo', text: `La météo` }
			],
			right: ['mail'],
			why: `C’est par la messagerie qu’on réinitialise tous les autres mots de passe.`
		},
		{
			id: 'rib',
			text: `Un fournisseur connu vous écrit qu’il a changé de RIB. Que faites-vous ?`,
			choices: [
				{ id: 'paie', text: `Je paie : l’adresse est la bonne` },
				{ id: 'repond', text: `Je réponds au courriel pour confirmer` },
				{ id: 'appelle', text: `J’appelle au numéro que j’ai déjà` }
			],
			right: ['appelle'],
			why: `Sa messagerie a pu être prise : répondre, c’est parler au voleur.`
		},
		{
			id: 'adresse',
			text: `À qui appartient l’adresse impots.gouv.fr.remboursement.example ?`,
			choices: [
				{ id: 'impots', text: `Aux impôts` },
				{ id: 'autre', text: `À qui tient remboursement.example` },
				{ id: 'gouv', text: `Au gouvernement` }
			],
			right: ['autre'],
			why: `Une adresse se lit de droite à gauche : ce qui précède peut être écrit par n’importe qui.`
		},
		{
			id: 'sauvegarde',
			text: `Que veut dire 3, 2, 1 pour les sauvegardes ?`,
			choices: [
				{ id: 'bon', text: `3 exemplaires, 2 supports, 1 ailleurs et débranché` },
				{ id: 'mois', text: `3 fois par mois pendant 2 ans` },
				{ id: 'disques', text: `3 disques branchés en permanence` }
			],
			right: ['bon'],
			why: `Un rançongiciel chiffre aussi le disque resté branché.`
		},
		{
			id: 'minimum',
			text: `Que demande le RGPD à un indépendant ?`,
			choices: [
				{ id: 'minimum', text: `N’avoir que les données nécessaires` },
				{ id: 'mois', text: `Répondre en un mois à qui demande ses données` },
				{ id: 'toujours', text: `Tout garder au cas où` }
			],
			right: ['minimum', 'mois'],
			why: `Ce qu’on n’a pas ne peut être ni volé ni demandé ; et chacun peut voir, corriger ou faire effacer.`
		},
		{
			id: 'rancon',
			text: `Vos fichiers sont illisibles et un message demande de l’argent. Que faites-vous d’abord ?`,
			choices: [
				{ id: 'payer', text: `Je paie, c’est plus rapide` },
				{ id: 'debrancher', text: `Je débranche du réseau, je note, j’appelle 17Cyber` },
				{ id: 'disque', text: `Je branche ma sauvegarde pour restaurer` }
			],
			right: ['debrancher'],
			why: `Payer ne garantit rien, et une sauvegarde branchée sur une machine attaquée est perdue à son tour.`
		},
		{
			id: 'cnil',
			text: `Un ordinateur non chiffré avec un fichier de clients est volé. En combien de temps prévenir la CNIL ?`,
			choices: [
				{ id: 'h72', text: `72 heures` },
				{ id: 'mois', text: `Un mois` },
				{ id: 'jamais', text: `Seulement si un client se plaint` }
			],
			right: ['h72'],
			why: `C’est une violation de données qui présente un risque. On peut compléter la notification plus tard.`
		}
	]
};
