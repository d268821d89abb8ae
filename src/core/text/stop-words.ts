/** English words that say nothing about a text's subject. Short words of other languages are dropped by their length. */
export const englishStopWords: ReadonlySet<string> = new Set(
  `a about above according across after again against all almost along already also although always am among an and another any
  anyone anything are around as at away be became because been before being below between both but by came can cannot could did
  do does doing done down during each either else enough even ever every everyone everything few for from further get gets
  give given go goes going gone got had has have having he her here hers herself him himself his how however i if in indeed into
  is it its itself just keep kept know let like likely made make makes many may maybe me might more most much my myself
  neither never no nor not nothing now of off often on once one only onto or other others otherwise our ours out over own
  per perhaps quite rather really said same saw say says see seem seemed seems seen several shall she should show showed shown shows since so some
  someone something sometimes soon still such take taken than that the their theirs them themselves then there therefore
  these they thing things this those though through thus to together too took toward towards under until up upon us use used
  uses using very via was way we well went were what when where whether which while who whole whom whose why will with within
  without would yes yet you your yours
  don't doesn't didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't
  it's that's there's he's she's we're they're you're i'm i've we've they've you've i'll we'll they'll let's`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
