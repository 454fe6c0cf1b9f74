using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>A connection that sends whatever bytes it is given, and is opened anew whenever the server has closed it.</summary>
internal sealed class FuzzConnection(Uri server) : IDisposable
{
    /// <summary>Whatever takes longer has hung; on a busy machine a second is nothing.</summary>
    private const int LongestWaitMilliseconds = 60_000;

    private readonly byte[] buffer = new byte[64 * 1024];
    private Socket? socket;
    private int start;
    private int end;

    /// <summary>The status of the answer; null when the server hung up without one, as it may upon what is not HTTP.</summary>
    /// <exception cref="SocketException">It did not answer in time, or is gone.</exception>
    public int? Send(byte[] request, bool isHead)
    {
        // A connection kept alive may have been closed by the server meanwhile; a new one tells.
        var reused = socket is not null;
        return Exchange(request, isHead) ?? (reused ? Exchange(request, isHead) : null);
    }

    public void Dispose() => Close();

    private int? Exchange(byte[] request, bool isHead)
    {
        try
        {
            SendAll(Open(), request);
            var (status, headers) = ReadHead();
            while (status == 100)
                (status, headers) = ReadHead();

            // A stream that was opened is not listened to.
            if (status == 101 || headers.Contains("connection: close", StringComparison.Ordinal))
                Close();
            else if (!isHead && status is not (204 or 304))
                SkipBody(headers);
            return status;
        }
        catch (Exception e) when (e is EndOfStreamException or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted })
        {
            Close();
            return null;
        }
        catch (SocketException)
        {
            // What comes later is no answer to the next request.
            Close();
            throw;
        }
    }

    /// <summary>
    /// Piece by piece: a server that has heard enough answers before it has read everything, and what cannot be sent any more says
    /// only that. Whether it answered is seen by reading.
    /// </summary>
    private static void SendAll(Socket socket, byte[] request)
    {
        const int piece = 64 * 1024;
        try
        {
            for (var at = 0; at < request.Length; at += piece)
                socket.Send(request, at, Math.Min(piece, request.Length - at), SocketFlags.None);
        }
        catch (SocketException) when (request.Length > piece)
        {
            // The answer is waiting.
        }
    }

    private Socket Open()
    {
        if (socket is not null)
            return socket;
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = LongestWaitMilliseconds, SendTimeout = LongestWaitMilliseconds };
        socket.Connect(IPAddress.Loopback, server.Port);
        (start, end) = (0, 0);
        return socket;
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    private (int Status, string Headers) ReadHead()
    {
        var status = int.Parse(Line().Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new StringBuilder();
        while (Line() is { Length: > 0 } line)
            headers.Append(line).Append('\n');
        return (status, headers.ToString().ToLowerInvariant());
    }

    private void SkipBody(string headers)
    {
        if (!headers.Contains("transfer-encoding: chunked", StringComparison.Ordinal))
        {
            Skip(headers.Split('\n').FirstOrDefault(line => line.StartsWith("content-length: ", StringComparison.Ordinal)) is { } line ? int.Parse(line[16..], CultureInfo.InvariantCulture) : 0);
            return;
        }

        int size;
        do
        {
            size = int.Parse(Line(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Skip(size);
            Line();
        }
        while (size > 0);
    }

    private void Skip(int count)
    {
        for (; count > 0; count--)
            Next();
    }

    private string Line()
    {
        var line = new StringBuilder();
        for (byte letter; (letter = Next()) != '\n';)
            line.Append((char)letter);
        return line.ToString().TrimEnd('\r');
    }

    private byte Next()
    {
        if (start == end)
        {
            (start, end) = (0, socket!.Receive(buffer));
            if (end == 0)
                throw new EndOfStreamException();
        }

        return buffer[start++];
    }
}
