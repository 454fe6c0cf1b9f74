namespace Outreach.Tests.Fuzzing;

/// <summary>An entrance of the service. To try another, add a line to <see cref="FuzzTargets.All"/>.</summary>
/// <param name="Samples">Genuine requests; <c>%N%</c> becomes a number of its own for each, <c>%S%</c> its <see cref="Subject"/>.</param>
/// <param name="Sign">Gives the request, as it is by now, its proof.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<FuzzSample> Samples, Action<FuzzStand, FuzzRequest> Sign)
{
    /// <summary>Whom a request may be about; each is genuine only with the proof made for it.</summary>
    public Func<FuzzStand, IReadOnlyList<string>> Subjects { get; init; } = _ => [""];

    /// <summary>Whether a genuine, unchanged request of this kind changes something stored.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>Nothing has to be proved here, and nothing changes.</summary>
    public bool Open { get; init; }

    /// <summary>Whether 501 is an answer the protocol provides for.</summary>
    public bool NotImplemented { get; init; }

    public override string ToString() => Name;
}

/// <param name="Path">With the query.</param>
internal sealed record FuzzSample(string Method, string Path, string? ContentType = null, string Body = "", params (string Name, string Value)[] Headers);
