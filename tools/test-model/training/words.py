"""Words to compose texts of."""
NOUNS = """ account air airport animal answer apple area arm army artist autumn baby back bag ball bank bath beach
bed bell bicycle bill bird board boat body bone book border bottle bottom box boy branch bread breakfast bridge
building bus business butter camera camp captain car card care case castle cat cause center century chair chance
change chapter child choice church circle city class clock cloth cloud coast coat coffee colour committee community
company computer concert condition contract corn corner cost country couple course court cover cow crew crowd cup
customer damage daughter day deal decision degree design desk detail dinner direction distance doctor dog door dream
dress drink driver dust ear earth east edge education effect egg engine entrance error evening event evidence
example exhibition experience experiment eye face fact factory family farm father field figure fire fish floor
flower food foot forest form friend fruit game garden gate girl glass goal gold government grass ground group growth
guest guide hair half hand harbour head health heart heat height hill history hole holiday home horse hospital hotel
hour house idea illness industry inhabitants interest island issue job journey judge juice kind king kitchen
knowledge lady lake land language law leader leaf leg lesson letter level library life light line list loss lunch
machine magazine man manager map market material meal meat meeting member message metal middle milk mind minister
minute mistake model moment money month moon morning mother mountain mouth movement music name nation nature neck
neighbour network news night noise north nose note number nurse object ocean offer office officer oil opinion order
owner page paint pair paper parent park part partner party path peace pen people period permit person phone picture
piece place plan plant plate player pocket point police pool population position pound power president pressure
price prize problem process product programme project property protest public pupil quality quarter queen question
race railway rain rate reader reason record region report research rest result river road rock roof room rule sale
salt sand school science sea season seat section service shape share sheep ship shirt shoe shop shoulder side sign
silver sister size skill skin sky smoke snow society soil soldier son song sound south space speech speed spring
square staff stage star state station step stone store storm story street strength student study subject success
sugar summer sun support surface surprise survey system table task tax tea teacher team telephone temperature term
test theatre thing ticket time tool top tower town trade traffic train training travel treatment tree trip truth
uncle union unit university use valley value vegetable vehicle view village visit visitors voice vote wall war watch
water wave way weather wedding week weight west wheel wife wind window winter woman wood word work worker world
worth writer year
""".split()

VERBS = """
accepted added agreed allowed announced appeared applied arrived asked avoided became began believed borrowed bought
broke brought built called carried caught caused changed chose claimed cleaned closed collected came compared
completed continued counted covered created cut decided demanded described destroyed developed died discovered
discussed divided drank drew drove dropped ate ended enjoyed entered expected explained failed fell felt fed fought
filled finished fixed followed forgot formed found gave got grew had heard held helped hid hit hoped improved
included increased joined jumped kept kicked killed knew laughed learned led left let liked listened lived looked
lost loved made managed marked measured met missed moved named needed noticed offered opened ordered owned paid
painted passed planned played pointed prepared presented pressed produced promised protected proved provided
published pulled pushed put raised ran reached read received recorded reduced refused remained remembered removed
rented repaired repeated replaced reported returned rose said sailed saved saw sold sent served set shared showed
shut signed sang sat slept smiled solved spent spoke stayed stood started stopped studied suffered suggested
supported swam taught talked thanked threw told took touched tried turned used visited voted waited walked wanted
warned was washed watched were wished won wondered wore worked wrote
""".split()

ADJECTIVES = """
able angry available bad beautiful best better big black blue bright broken busy careful cheap clean clear clever
cold common cool dangerous dark dead dear deep different difficult dirty dry early easy empty equal famous far fast
few final fine first flat foreign free fresh full funny general gentle good great green grey happy hard healthy
heavy high hot huge hungry important international kind large last late left likely little local lonely long low
lucky main married modern national natural necessary new next nice noisy old open ordinary other past perfect
pleasant poor popular possible private proud public quick quiet rare ready real recent red rich right round sad safe
same second serious several sharp short shy similar simple single slow small smooth soft special strange strong
sudden sure sweet tall thick thin third tired true usual various warm weak wet white whole wide wild wise wooden
wrong yellow young
""".split()

SMALL = """
the the the the the the the the the the a a a a a a an of of of of of of of to to to to to to and and and and and
and in in in in in in that that for for for is is was was on on it it with with as as by by at at from from his her
he she they we you I be are were have has had not but or this their its our my your which who would will can could
when where while there than then more most some any no all both each every into over after before between under
through during against about around until without within behind because if so only even still again never always
often once already together away down up out off them him us me these those what how why one two three four five six
seven eight nine ten eleven twelve twenty thirty forty hundred thousand million percent per much many such other
another been being do does did may might must should
""".split()

OPENINGS = """
The The The The A In In On At It It They He She We I But And After Before When While Since By For From This That
Some Many All Most Every Nobody Somebody Last Next Between Both There Then Later Today Yesterday However Two Three
Our Their His Her My You If As Because Until During Under Over With Not Even Only Now Here Who What People Children
Old New Records Local
""".split()

FIRST_NAMES = """
Ada Adam Agnes Albert Alice Amir Anders Anna Arthur Beatrice Bruno Carlos Cecil Clara Daniel Diana Edith Edward
Elena Eric Felix Fiona George Greta Hannah Hugo Ines Isaac Jakob James Jane Joan John Jonas Julia Karl Kate Laura
Leo Linda Louis Lucy Maria Martin Mary Max Mia Michael Miriam Nadia Nina Oliver Olga Omar Otto Peter Philip Rachel
Robert Ruby Samuel Sarah Simon Sofia Stella Susan Theo Thomas Vera Victor Walter William Yusuf
""".split()

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

ABBREVIATIONS = "a.m. p.m. e.g. i.e. Mr. Dr. St. no. vol. U.S.".split()

# Of which names and rare words are made.
SYLLABLES = """
ab ac ad al am an ar as at ba ban bar be ben ber bi bo bor bra bri bro bu burn bury by ca cal can car ce cha che chi
cla co col com con cor cre cri cro cu da dal dan de del den der di do don dor dra du dun e ed el em en er es et ex
fa far fe fer fi fin fo for fra fri fu ga gan gar ge gi gla go gra gre gu ha ham har he hel hen her hi ho hol hu hur
i ic il im in ing ion is ish it ja je jo ju ka kan ke ken ki kin ko la lan land lar le lem len ler ley li lin lo lon
low lu ly ma man mar me men ment mer mi min mo mon mor mou mu my na nan nar ne ness net ni nin no nor nu o of ol on
or os ous out pa pan par pe pen per pi pla po pol por pre pri pro pu qua ra ran re ree ri rin ro ron ru ry sa san
sca se sen ser sha she shi sho si sin ska so son sor spe sta ste sti sto stra su sun ta tan tar te ten ter tha the
thi tho ti tin tion to ton tor tra tre tri tro tu ty u ul um un ur us va van var ve ven ver vi vil vin vo wa wal wan
war we well wen wer whi wi wick win wo wor worth y ya ye yo za ze zi zo
""".split()
