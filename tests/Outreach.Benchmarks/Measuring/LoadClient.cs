using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Outreach.Benchmarks.Measuring;

/// <summary>
/// Posts requests made beforehand, one after the other on each of its kept-alive connections. Its threads are its own and it
/// makes no garbage, so that beside the server, in the same process, it costs little more than its system calls.
/// </summary>
internal sealed class LoadClient(Uri url, int connections) : IDisposable
{
    private readonly List<Socket> sockets = [.. Enumerable.Range(0, connections).Select(_ => Connect(url))];

    /// <summary>The bytes of a POST as <see cref="HttpClient"/> would send them.</summary>
    public static byte[] Post(Uri url, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append("Content-Type: application/json\r\nContent-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    /// <summary>Sends them all, spread over the connections. Any answer but an empty 200 is an error.</summary>
    public Load Run(IReadOnlyList<byte[]> requests)
    {
        var ticks = new long[requests.Count];
        var next = -1;
        Exception? failure = null;
        var threads = sockets.ConvertAll(socket => new Thread(() =>
        {
            try
            {
                var answer = new byte[4096];
                for (int i; (i = Interlocked.Increment(ref next)) < requests.Count;)
                {
                    var start = Stopwatch.GetTimestamp();
                    Exchange(socket, requests[i], answer);
                    ticks[i] = Stopwatch.GetTimestamp() - start;
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
        }));

        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var seconds = watch.Elapsed.TotalSeconds;
        var spent = Environment.CpuUsage.TotalTime - cpu;
        if (failure is not null)
            throw new InvalidOperationException("The load could not be sent.", failure);

        double[] milliseconds = [.. ticks.Select(each => each * 1000.0 / Stopwatch.Frequency)];
        return new Load(
            requests.Count / seconds, Quantile.Median(milliseconds), Quantile.Of(milliseconds, 0.99), spent.TotalMicroseconds / requests.Count);
    }

    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private static Socket Connect(Uri url)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, url.Port);
        return socket;
    }

    private static void Exchange(Socket socket, byte[] request, byte[] answer)
    {
        socket.Send(request);
        var length = 0;
        do
        {
            var read = socket.Receive(answer.AsSpan(length));
            length = read > 0 ? length + read : throw new IOException("The server closed the connection.");
        }
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8));

        if (!answer.AsSpan().StartsWith("HTTP/1.1 200 "u8) || answer.AsSpan(0, length).IndexOf("Content-Length: 0\r\n"u8) < 0)
            throw new IOException("Not an empty 200: " + Encoding.ASCII.GetString(answer, 0, length));
    }
}

/// <summary>What a load met: answers a second, and how long one took, in milliseconds.</summary>
/// <param name="Cpu">Microseconds of a processor for each, the client's included.</param>
internal sealed record Load(double PerSecond, double P50, double P99, double Cpu);
