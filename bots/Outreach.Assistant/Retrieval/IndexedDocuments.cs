using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>The documents as numbers: what the closer look compares.</summary>
internal sealed class IndexedDocuments(IndexedName[][] names, Traits[] traits, float[] common, UInt128[] qualifiers, Aspect?[] aspects)
{
    public int Count => traits.Length;

    /// <summary>The full name first.</summary>
    public ReadOnlySpan<IndexedName> NamesOf(int document) => names[document];

    public Traits TraitsOf(int document) => traits[document];

    /// <summary>How many other names contain the whole of this one, as a logarithm: the ordinary case is what the special ones are cases of.</summary>
    public float CommonOf(int document) => common[document];

    public UInt128 QualifiersOf(int document) => qualifiers[document];

    /// <summary>Which side a common question asks for; null for procedures.</summary>
    public Aspect? AspectOf(int document) => aspects[document];
}

/// <summary>One name: its distinct words without marks, the same with marks, and the sum of their rarities.</summary>
internal sealed record IndexedName(int[] Words, int[] Marked, float Mass);
