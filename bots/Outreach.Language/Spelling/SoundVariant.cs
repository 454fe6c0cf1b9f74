namespace Outreach.Language.Spelling;

/// <summary>Another spelling of a syllable that sounds alike to some writers.</summary>
/// <param name="Syllable">NFC lower case, tone placed as most texts do.</param>
/// <param name="Penalty">Above 0, below 1: the higher, the rarer the mix-up.</param>
public readonly record struct SoundVariant(string Syllable, float Penalty);
