using System.Collections.Frozen;

namespace Outreach.Language.Spelling;

/// <summary>Which sounds are mixed up where, in typing and by speech recognition.</summary>
internal static class SoundTables
{
    /// <summary>Onsets by sound: k stands for c, k and qu's own q is apart; spelling follows the rhyme.</summary>
    public static readonly FrozenDictionary<string, (string To, float Penalty)[]> Onsets = Both(
        ("l", "n", 0.3f), ("s", "x", 0.25f), ("tr", "ch", 0.25f), ("d", "gi", 0.25f), ("r", "d", 0.35f), ("r", "gi", 0.35f),
        ("v", "d", 0.4f), ("v", "gi", 0.45f), ("tr", "t", 0.6f), ("kh", "h", 0.6f), ("th", "t", 0.6f), ("qu", "h", 0.6f), ("nh", "d", 0.6f));

    /// <summary>Whole rhymes that sound alike in one part of the country.</summary>
    public static readonly FrozenDictionary<string, (string To, float Penalty)[]> Rhymes = Both(
        ("anh", "inh", 0.45f), ("ât", "ưt", 0.45f), ("ênh", "inh", 0.45f), ("iêm", "im", 0.45f), ("iêp", "ip", 0.45f), ("iêu", "iu", 0.4f),
        ("ưu", "iu", 0.4f), ("ươu", "iêu", 0.4f), ("ưu", "iêu", 0.5f), ("uôi", "ui", 0.45f), ("ươi", "ưi", 0.45f), ("ươm", "ưm", 0.45f), ("ao", "au", 0.5f),
        ("ay", "ây", 0.45f), ("ai", "ay", 0.45f), ("ăm", "âm", 0.5f), ("ăp", "âp", 0.5f), ("ôm", "ơm", 0.5f), ("om", "ôm", 0.5f), ("oi", "ôi", 0.5f),
        ("iên", "iêng", 0.3f), ("ươn", "ương", 0.3f), ("uôn", "uông", 0.3f), ("ăn", "ăng", 0.3f), ("ân", "âng", 0.3f), ("an", "ang", 0.3f),
        ("on", "ong", 0.4f), ("ôn", "ông", 0.4f), ("un", "ung", 0.35f), ("ưn", "ưng", 0.3f), ("en", "eng", 0.5f), ("oan", "oang", 0.35f),
        ("iêt", "iêc", 0.3f), ("ươt", "ươc", 0.3f), ("uôt", "uôc", 0.3f), ("ăt", "ăc", 0.3f), ("ât", "âc", 0.3f), ("at", "ac", 0.3f),
        ("ot", "oc", 0.4f), ("ôt", "ôc", 0.4f), ("ut", "uc", 0.35f), ("ưt", "ưc", 0.3f), ("oat", "oac", 0.35f),
        ("in", "inh", 0.4f), ("ên", "ênh", 0.4f), ("it", "ich", 0.4f), ("êt", "êch", 0.4f), ("inh", "in", 0.4f), ("uât", "uâc", 0.4f));

    /// <summary>The two tones the South does not tell apart, and those that speech recognition confuses.</summary>
    public static readonly FrozenDictionary<Tone, (Tone To, float Penalty)[]> Tones = new Dictionary<Tone, (Tone, float)[]>
    {
        [Tone.Hook] = [(Tone.Tilde, 0.15f), (Tone.Acute, 0.55f), (Tone.Dot, 0.6f)],
        [Tone.Tilde] = [(Tone.Hook, 0.15f), (Tone.Dot, 0.5f)],
        [Tone.Dot] = [(Tone.Tilde, 0.5f), (Tone.Hook, 0.6f)],
        [Tone.Acute] = [(Tone.Hook, 0.55f), (Tone.Tilde, 0.6f)],
    }.ToFrozenDictionary();

    /// <summary>Rhymes as fingers leave them when one mark is missing or in the wrong place, and what they stand for.</summary>
    public static readonly FrozenDictionary<string, string> Slips = new Dictionary<string, string>
    {
        ["uơng"] = "ương", ["ưong"] = "ương", ["uơi"] = "ươi", ["ưoi"] = "ươi", ["uơc"] = "ươc", ["ưoc"] = "ươc", ["uơn"] = "ươn",
        ["ưon"] = "ươn", ["uơm"] = "ươm", ["ưom"] = "ươm", ["uơt"] = "ươt", ["ưot"] = "ươt", ["uơp"] = "ươp", ["ưop"] = "ươp",
        ["ien"] = "iên", ["ieng"] = "iêng", ["iet"] = "iêt", ["iec"] = "iêc", ["ieu"] = "iêu", ["iem"] = "iêm", ["iep"] = "iêp",
        ["uyen"] = "uyên", ["uyet"] = "uyêt", ["uoc"] = "uôc", ["uoi"] = "uôi", ["uon"] = "uôn", ["uong"] = "uông", ["uot"] = "uôt",
        ["uat"] = "uât", ["uan"] = "uân", ["yen"] = "yên", ["yeu"] = "yêu",
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, (string To, float Penalty)[]> Both(params ReadOnlySpan<(string One, string Other, float Penalty)> pairs)
    {
        var all = new List<(string From, string To, float Penalty)>();
        foreach (var (one, other, penalty) in pairs)
        {
            all.Add((one, other, penalty));
            all.Add((other, one, penalty));
        }

        return all.Distinct().GroupBy(pair => pair.From).ToFrozenDictionary(group => group.Key, group => group.Select(pair => (pair.To, pair.Penalty)).ToArray());
    }
}
