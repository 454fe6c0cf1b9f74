namespace Outreach.Language.Accents;

/// <summary>One way a syllable without marks may have been meant.</summary>
/// <param name="Text">With marks, NFC lower case.</param>
/// <param name="Probability">Share of this spelling among all with the same plain letters, 0 to 1, without looking at neighbours.</param>
public readonly record struct AccentCandidate(string Text, float Probability);

/// <summary>A word of a sentence with its marks put back.</summary>
/// <param name="Text">NFC lower case; a word that was marked, or never seen in training, is given back as it came.</param>
/// <param name="Folded">The key of <see cref="Syllable.Fold(string)"/> for it.</param>
/// <param name="Confidence">
/// 0 to 1: how sure its neighbours make this spelling against the others with the same plain letters; 1 for words that were
/// marked, 0 for those the model does not know.
/// </param>
public readonly record struct AccentedWord(string Text, string Folded, float Confidence);
