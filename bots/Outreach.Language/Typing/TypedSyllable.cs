namespace Outreach.Language.Typing;

/// <summary>A syllable while its keys are read one by one: letters so far and the tone. Lives on the stack.</summary>
internal ref struct TypedSyllable(Span<char> letters)
{
    private readonly Span<char> letters = letters;
    private int length;
    private Tone tone;

    /// <summary>How many keys marked a letter.</summary>
    public int Marks { get; private set; }

    /// <summary>How many keys set a tone, 0 or 1 but for corrections.</summary>
    public int Tones { get; private set; }

    public readonly bool HasVowel
    {
        get
        {
            foreach (var c in letters[..length])
                if (Letters.IsVowel(c))
                    return true;
            return false;
        }
    }

    /// <summary>Adds a letter as it is; one with marks already brings its tone.</summary>
    public void Append(char c)
    {
        letters[length++] = Letters.Body(c);
        if (Letters.ToneOf(c) is not Tone.Level and var carried)
            tone = carried;
    }

    /// <summary>Sets the tone; the same key again cancels it and stands for itself.</summary>
    public void SetTone(Tone pressed, char key)
    {
        if (tone == pressed)
        {
            tone = Tone.Level;
            letters[length++] = key;
            return;
        }

        tone = pressed;
        Tones++;
    }

    /// <summary>Takes the tone away; false when there is none to take.</summary>
    public bool ClearTone()
    {
        var had = tone != Tone.Level;
        tone = Tone.Level;
        return had;
    }

    public bool Stroke() => length > 0 && letters[0] == 'd' && Mark(0, 'đ');

    /// <summary>â, ê or ô out of the last such vowel; a third press gives the two letters back (xooong is xoong).</summary>
    public bool Circumflex(char vowel)
    {
        var marked = vowel switch { 'a' => 'â', 'e' => 'ê', _ => 'ô' };
        if (length > 0 && letters[length - 1] == marked)
            letters[length - 1] = vowel;
        else if (Mark(LastIndexOf(vowel), marked))
            return true;
        return false;
    }

    public bool Circumflex()
    {
        var at = letters[..length].LastIndexOfAny('a', 'e', 'o');
        return at >= 0 && Circumflex(letters[at]);
    }

    public bool Breve() => Mark(LastIndexOf('a'), 'ă');

    /// <summary>ơ or ư; one key marks both letters of ươ: thuwong and thuowng are thương.</summary>
    public bool Horn()
    {
        var o = LastIndexOf('o');
        if (o > 0 && letters[o - 1] == 'u' && !IsQu(o - 1))
            letters[o - 1] = 'ư';
        if (o >= 0)
            return Mark(o, 'ơ');
        var u = letters[..length].IndexOf('u');
        return !IsQu(u) && Mark(u, 'ư');
    }

    /// <summary>The w of Telex: a breve on a, a horn on o and u, and alone an ư.</summary>
    public bool BreveOrHorn()
    {
        var (a, o, u) = (LastIndexOf('a'), LastIndexOf('o'), LastIndexOf('u'));
        // uă is written only after q (quăng); elsewhere the horn goes to the u (mưa).
        if (a >= 0 && (o < 0 || o < a) && (u < 0 || u > a || IsQu(u)))
            return Breve();
        if (o >= 0 || u >= 0)
            return Horn();
        if (letters[..length].ContainsAny('ă', 'ơ', 'ư'))
            return false;
        letters[length++] = 'ư';
        Marks++;
        return true;
    }

    /// <summary>The syllable spelled out, or null where the keys make none.</summary>
    public string? Read()
    {
        Respell();
        var body = letters[..length];
        return SyllableRules.TrySplit(body, out _, out var rhyme, out _) && SyllableRules.CanCarry(rhyme, tone)
            && !(tone == Tone.Level && SyllableRules.IsStopped(rhyme))
            ? Syllable.Compose(body.ToString(), tone)
            : null;
    }

    /// <summary>ươ is the only rhyme that begins with ưo, and uơ the only one that ends with ơ: thuwong, thuowr.</summary>
    private readonly void Respell()
    {
        for (var i = 0; i + 1 < length; i++)
        {
            if (letters[i] == 'ư' && letters[i + 1] == 'o')
                letters[i + 1] = 'ơ';
            if (letters[i] == 'ư' && letters[i + 1] == 'ơ' && i + 2 == length)
                letters[i] = 'u';
        }
    }

    private bool Mark(int at, char marked)
    {
        if (at < 0)
            return false;
        letters[at] = marked;
        Marks++;
        return true;
    }

    private readonly bool IsQu(int u) => u == 1 && letters[0] == 'q';

    private readonly int LastIndexOf(char c) => letters[..length].LastIndexOf(c);
}
