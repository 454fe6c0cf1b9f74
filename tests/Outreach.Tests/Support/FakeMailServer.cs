using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Outreach.Tests.Support;

/// <summary>A mail server on loopback that says what the test wants at one step of SMTP, and keeps what it was given.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, string> answers = [];
    private readonly Task serving;

    public FakeMailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole letters, headers and body.</summary>
    public List<string> Letters { get; } = [];

    /// <param name="step">GREETING, EHLO, MAIL, RCPT, DATA or END (after the letter).</param>
    /// <param name="answer">A line like <c>550 no such user</c>; empty: the connection is dropped; null: silence.</param>
    public void Says(string step, string answer) => answers[step] = answer;

    public async ValueTask DisposeAsync()
    {
        if (serving.IsCompleted)
            return;
        await stop.CancelAsync();
        await serving;
        listener.Stop();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or its client has gone.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!await SayAsync(stream, "GREETING", "220 mail.test ESMTP"))
            return;
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            var usual = command switch { "EHLO" => "250-mail.test\r\n250 SMTPUTF8", "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" };
            if (!await SayAsync(stream, command, usual) || command == "QUIT")
                return;
            if (command != "DATA" || answers.ContainsKey("DATA"))
                continue;
            var letter = new StringBuilder();
            while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".")
                letter.Append(part).Append('\n');
            Letters.Add(letter.ToString());
            if (!await SayAsync(stream, "END", "250 queued"))
                return;
        }
    }

    private async Task<bool> SayAsync(NetworkStream stream, string step, string usual)
    {
        var words = answers.GetValueOrDefault(step, usual);
        if (words.Length == 0)
            return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(words + "\r\n"), stop.Token);
        return true;
    }
}
