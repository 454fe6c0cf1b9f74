using System.Collections.Frozen;

namespace Outreach.Language.Typing;

/// <summary>Words that the keys of Telex would turn into a syllable but that people write as they stand.</summary>
internal static class EnglishWords
{
    public static IReadOnlyList<string> List { get; } = (
        "as is us or of os if ar was his her has hers this these there here does goes did do too two to toe see sees seen seem " +
        "car cars bar bars bus gas six mix fix box max tax fax sex tex lux dos docs doc test tests text list last lost lots lets let's " +
        "cost host most post best rest must past cast east dust nest pass mess boss loss less miss kiss toss news laws " +
        "how now low cow cows row bow tow vow saw law raw new mow yes ms mrs mr " +
        "been bee been been beer beers deer deep keep keeps meet meets need teen teens been keen green moon noon soon room rooms " +
        "root roots boot boots boost door doors poor moor too zoo loop loops pool tool book cook look food good mood foot hoop " +
        "dad dead died did code mode made data date dates later later " +
        "hers tips gets bits lots hits sits sets pets nets bots cats cuts puts cups maps apps chips chats pics tops laps caps tabs " +
        "sits bios mars suns buns fans vans cans pens tens pins wins sons guns runs girls " +
        "case cases base bases rose nose these those phase close course house mouse use uses used user users " +
        "test tests mail mails sir sis css los tour tours hour hours our four for far fir fur hair pair pairs their dear hear near tear year " +
        "air airs heir pier tier tiers liar hers hair noir via visa vista sofa nasa usa asia asus tesla mars amex sim sims " +
        "us uk gps sms otp bts kfc its ios its ins ons ups hmm mmm six sixth tax taxi maxi next exit thaw chew show shaw " +
        "paw jaw maw naw thanks ty tyty hi his hey ok oke okie ahihi huhu hihi haha hoho hehe alo own owns var vars param params rows gif queue wrong xix xxix").Split(' ');

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        FrozenSet.ToFrozenSet(List).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Borrowed = FrozenSet.ToFrozenSet(
        ("online app apps vneid zalo web website email mail gmail internet file scan pdf facebook viber wifi link otp sms passport " +
        "photo video clip chat download upload login").Split(' ')).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether Vietnamese messages use the word as well, so that it says nothing about their language.</summary>
    public static bool IsBorrowed(ReadOnlySpan<char> lower) => Borrowed.Contains(lower);

    public static bool Contains(ReadOnlySpan<char> lower) => All.Contains(lower);
}
