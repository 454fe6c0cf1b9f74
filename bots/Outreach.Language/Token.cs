namespace Outreach.Language;

/// <summary>A piece of text as the index sees it.</summary>
/// <param name="Text">Lower case NFC; codes and legal numbers in their written form (<c>1.004194</c>, <c>123/2015/NĐ-CP</c>).</param>
public readonly record struct Token(string Text, TokenKind Kind)
{
    public override string ToString() => Text;
}

/// <summary>What a token is, as far as its form tells.</summary>
public enum TokenKind
{
    /// <summary>A syllable, or a word of another language.</summary>
    Word,

    Number,

    /// <summary>Code of an administrative procedure, <c>1.004194</c>.</summary>
    ProcedureCode,

    /// <summary>Seven digits without a separator: a code whose dot was left out, or an amount. Only the catalogue can tell.</summary>
    BareCode,

    /// <summary>Number of a law or circular.</summary>
    LegalNumber,

    /// <summary>Code of one dossier or of one feedback.</summary>
    DossierCode,
}
