using System.ComponentModel.DataAnnotations;

namespace Outreach.Knowledge.Writing;

/// <summary>
/// A language model that may put a found answer into smoother words. Section <c>Writer</c>. Off while <see cref="Endpoint"/> is
/// empty; any server that speaks OpenAI's chat completions will do, also one in the house.
/// </summary>
public sealed class WriterOptions : IValidatableObject
{
    public const string Section = "Writer";

    /// <summary>Base address, such as <c>http://127.0.0.1:11434/v1</c>. Empty: no model is ever asked.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A secret: give it by the environment. Servers in the house often need none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Name of the model, as the server knows it.</summary>
    public string? Model { get; set; }

    /// <summary>Seconds after which the answer goes out in its own words. Default 5.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    public bool IsOn => !string.IsNullOrWhiteSpace(Endpoint);

    /// <summary>What annotations cannot say: which settings belong together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
            yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            yield return new ValidationResult($"{Section}:{nameof(Endpoint)} is “{Endpoint}”; it is a web address such as http://127.0.0.1:11434/v1.");
        if (string.IsNullOrWhiteSpace(Model))
            yield return new ValidationResult($"{Section}:{nameof(Model)} is missing; the model at {Section}:{nameof(Endpoint)} needs a name.");
    }
}
