/**
 * Words on which the passwords that are tried first are built, in English and French. With the endings, spellings and
 * pairs that `isCommonPassword` allows for, 514 words stand for some hundred thousand passwords.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  password passwort passe motdepasse mot contrasena senha parola secret secrets letmein welcome bienvenue
  bonjour hello hallo login signin admin administrator administrateur root user users guest test tester testing
  demo sample example default changeme change temp temporary master access system server qwerty qwertz azerty
  asdf asdfgh zxcv zxcvbn qazwsx abc abcd abcdef iloveyou iloveu loveyou jetaime love lover loveme lovely amour
  monkey dragon tiger lion eagle falcon hawk wolf panther bear shadow sunshine princess princesse prince queen
  king angel ange baseball football soccer hockey basketball tennis golf rugby cricket sports yankees cowboys
  lakers steelers arsenal chelsea liverpool barcelona madrid juventus marseille olympique psg superman batman
  spiderman ironman pokemon pikachu starwars skywalker matrix michael jordan jennifer jessica ashley daniel
  andrew joshua matthew anthony robert thomas charlie william james john david george jonathan nicolas nicole
  michelle amanda samantha elizabeth alexander alexandra maria martin julien camille sophie antoine pierre
  summer winter spring autumn fall ete hiver printemps automne january february march april may june july august
  september october november december janvier fevrier mars avril mai juin juillet aout septembre octobre
  novembre decembre monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi
  samedi dimanche trustno trustnoone whatever nothing something freedom liberty liberte forever together
  computer computers internet online network windows microsoft google facebook twitter instagram youtube amazon
  apple android samsung nokia sony nintendo playstation xbox minecraft fortnite company office work business
  money dollar euro bank finance credit account token tokens comptoir wallet bitcoin crypto london paris france
  england america canada germany berlin italia espana china india tokyo newyork california texas boston chicago
  chocolate cookie cookies cheese pizza banana orange cherry lemon strawberry peaches pepper ginger coffee
  whiskey vodka beer guinness mustang corvette ferrari porsche mercedes toyota honda yamaha harley chevy camaro
  jaguar maverick ranger hunter fisher killer purple yellow green blue red black white silver golden gold
  diamond crystal emerald ruby sapphire rainbow flower flowers butterfly rose daisy jasmine lily sakura garden
  forest mountain ocean river island beach doctor nurse teacher student school college university lawyer soldier
  marine police fireman captain pilot god jesus christ church heaven angels blessed faith hope peace grace
  spirit trinity music guitar piano drummer metallica nirvana slipknot eminem beatles elvis rocknroll rockstar
  dancer singer buster bailey maggie molly sadie lucky rocky max bella coco friend friends family mother father
  brother sister mama papa maman mommy daddy baby babygirl babyboy kitty kitten puppy doggy the my mon ma is and
  one two three un deux trois you me moi toi ilove fuckyou fuckoff asshole bitch bitches sexy sexygirl hottie
  hotdog thunder lightning storm snoopy mickey donald goofy garfield tigger winnie barney scooby yoda gandalf
  frodo merlin wizard magic naruto sasuke goku vegeta zelda mario luigi sonic tomcat phoenix scorpion viper
  cobra python java oracle cisco linux ubuntu database postgres mysql prisma stripe github gitlab docker
  kubernetes jenkins ansible production staging development security secure private public hidden unlock open
  sesame opensesame abracadabra entrance enter blink nascar patriots redsox raiders broncos packers dolphins
  giants eagles bulldog bulldogs wildcats tigers zaq wsx edc qwe asd zxc qweasd qweasdzxc asdzxc poiuy lkjhg
  mnbvc poiuytrewq lkjhgfdsa mnbvcxz
  `
    .trim()
    .split(/\s+/),
)
