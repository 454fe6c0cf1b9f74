using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>The documents as numbers: what the closer look compares.</summary>
internal sealed class IndexedDocuments(IndexedName[][] names, bool[] isCommune, UInt128[] qualifiers, Aspect?[] aspects, int[][] numbers)
{
    public int Count => names.Length;

    /// <summary>The full name first.</summary>
    public ReadOnlySpan<IndexedName> NamesOf(int document) => names[document];

    /// <summary>Whether the commune handles it.</summary>
    public bool IsCommune(int document) => isCommune[document];

    public UInt128 QualifiersOf(int document) => qualifiers[document];

    /// <summary>Which side a common question asks for; null for procedures.</summary>
    public Aspect? AspectOf(int document) => aspects[document];

    /// <summary>The numbers in its full name, as words.</summary>
    public int[] NumbersOf(int document) => numbers[document];
}

/// <summary>One name: its distinct words, and the sum of their rarities.</summary>
internal sealed record IndexedName(int[] Words, float Mass);
