using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Outreach.Delivery;

namespace Outreach.Channels;

/// <summary>How far one HTTP request to a provider came. A closed set.</summary>
/// <typeparam name="T">The provider's answer as a wire record.</typeparam>
internal abstract record Exchange<T>
    where T : class
{
    private Exchange()
    {
    }

    /// <summary>Nothing of the body left this machine, so the provider cannot have acted on it.</summary>
    internal sealed record NotSent(string Reason) : Exchange<T>;

    /// <summary>The body left, wholly or in part, and no whole answer came back.</summary>
    internal sealed record NoAnswer(string Reason) : Exchange<T>;

    /// <param name="Body">Null when it is not the expected JSON, such as a gateway's HTML page.</param>
    /// <param name="RetryAfter">The header of that name, in either of its forms; null when there is none.</param>
    internal sealed record Answered(HttpStatusCode Status, T? Body, TimeSpan? RetryAfter) : Exchange<T>
    {
        /// <summary>For providers that tell in headers how much of their limits is used up.</summary>
        public HttpResponseHeaders? Headers { get; init; }
    }

    /// <summary>The outcome for a message; what an answer means is the provider's own table.</summary>
    public SendOutcome Outcome(Func<Answered, SendOutcome> read) => this switch
    {
        NotSent notSent => new SendOutcome.Postponed(notSent.Reason),
        NoAnswer noAnswer => new SendOutcome.Unconfirmed(noAnswer.Reason),
        Answered answered => read(answered),
        _ => throw new UnreachableException(),
    };
}
