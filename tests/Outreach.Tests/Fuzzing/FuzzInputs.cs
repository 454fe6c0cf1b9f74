using System.Globalization;
using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>Makes the inputs: input number n of a seed is always the same, but for the ids and secrets of the service it goes to.</summary>
internal sealed class FuzzInputs(FuzzStand stand, long seed)
{
    /// <summary>Stands in a path for the proof until it is known whether the request gets it.</summary>
    public const string Unproved = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private const string Form = "application/x-www-form-urlencoded";

    private readonly Dictionary<FuzzTarget, IReadOnlyList<JsonShape>> shapes = FuzzTargets.All.Concat(FuzzTargets.Gateway).ToDictionary(
        target => target, IReadOnlyList<JsonShape> (target) => [.. target.Samples.Where(IsJson).Select(sample => JsonShape.Parse(Filled(sample.Body, 1)))]);

    /// <param name="genuine">Whether it is signed after it was changed, or badly or not at all.</param>
    public FuzzRequest Make(FuzzTarget target, long number, bool genuine)
    {
        var dice = new Dice(seed, number);
        var sample = dice.Of(target.Samples);
        var request = Plain(target, sample, number, dice);
        if (!dice.OneIn(20))
            request.Body = Mutated(target, sample, number, dice);
        if (dice.OneIn(8))
            RequestMutations.Address(request, dice);
        if (genuine)
            target.Sign(stand, request);
        else
            Forge(target, request, dice);
        if (dice.OneIn(5))
            RequestMutations.Around(request, dice);
        return request;
    }

    /// <summary>As the provider would send it.</summary>
    public FuzzRequest Genuine(FuzzTarget target, FuzzSample sample, long number)
    {
        var request = Plain(target, sample, number, new Dice(seed, number));
        target.Sign(stand, request);
        return request;
    }

    private FuzzRequest Plain(FuzzTarget target, FuzzSample sample, long number, Dice dice)
    {
        var subject = dice.Of(target.Subjects(stand));
        var path = Filled(sample.Path, number).Replace("%S%", subject, StringComparison.Ordinal);
        var request = new FuzzRequest(sample.Method, path, sample.ContentType, Encoding.UTF8.GetBytes(Filled(sample.Body, number))) { Subject = subject };
        request.Headers.AddRange(sample.Headers);
        return request;
    }

    private byte[] Mutated(FuzzTarget target, FuzzSample sample, long number, Dice dice)
    {
        var text = Filled(sample.Body, number);
        var times = 1 + dice.Below(3);
        if (IsJson(sample))
        {
            var root = JsonShape.Parse(text);
            while (times-- > 0)
                JsonMutations.Apply(root, shapes[target], dice);
            text = root.ToString();
        }
        else if (sample.Body.Length > 0)
        {
            while (times-- > 0)
                text = sample.ContentType == Form ? FormMutations.Apply(text, dice) : ByteMutations.Lines(text, dice);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return dice.OneIn(6) ? ByteMutations.Apply(bytes, dice) : bytes;
    }

    /// <summary>Proof that is missing, of something else, changed, or given twice.</summary>
    private void Forge(FuzzTarget target, FuzzRequest request, Dice dice)
    {
        if (target.Open || dice.OneIn(6))
            return;

        var signed = new FuzzRequest(request.Method, request.Path, request.ContentType, request.Body) { Subject = request.Subject };
        target.Sign(stand, signed);
        if (signed.Path != request.Path)
        {
            var at = Enumerable.Range(0, signed.Path.Length).First(i => i >= request.Path.Length || signed.Path[i] != request.Path[i]);
            var end = signed.Path.IndexOfAny(['?', '&', '/'], at + 1) is >= 0 and var next ? next : signed.Path.Length;
            request.Path = signed.Path[..at] + Changed(signed.Path[at..end], dice) + signed.Path[end..];
        }

        foreach (var (name, value) in signed.Headers)
        {
            if (name is "X-ZEvent-Timestamp" or "Webhook-Id" or "Webhook-Timestamp")
                request.Headers.Add((name, value));
            else
                request.Headers.AddRange(dice.Below(5) switch
                {
                    0 => [(name, "")],
                    1 => [(name, value), (name, value)],
                    2 => [(name, Convert.ToHexStringLower(dice.Bytes(32)))],
                    3 => [(name, value + "\u00ff")],
                    _ => [(name, Changed(value, dice))],
                });
        }
    }

    /// <summary>Another letter in the middle: at the end, Base64 may mean the same.</summary>
    private static string Changed(string proof, Dice dice)
    {
        var at = (proof.Length / 3) + dice.Below(Math.Max(1, proof.Length / 3));
        return proof[..at] + (proof[at] == 'A' ? 'B' : 'A') + proof[(at + 1)..];
    }

    private static bool IsJson(FuzzSample sample) => sample.ContentType?.Contains("json", StringComparison.Ordinal) is true && sample.Body.Length > 0;

    private static string Filled(string text, long number) => text.Replace("%N%", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
