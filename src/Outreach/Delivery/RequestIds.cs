namespace Outreach.Delivery;

/// <summary>
/// Under which id a provider gets a message. Our own attempts keep it: a provider that has the message already leaves the second
/// aside. When an officer puts back what had failed, a new round begins and with it a new id, or such a provider would leave that
/// aside too. The round is the id's first hexadecimal digit, which version 7 leaves 0 until the year 2527 (RFC 9562, 5.7: its 48
/// bits of milliseconds come first). So the row can be told from any of its ids, with nothing to look up. Pure.
/// </summary>
public static class RequestIds
{
    /// <summary>After so many rounds the first id comes back.</summary>
    public const int Rounds = 16;

    /// <param name="row">The outbox row, whose id is that of round 0.</param>
    public static Guid Of(Guid row, int round) => WithFirstDigit(row, round % Rounds);

    /// <summary>The row and the round an id was given to.</summary>
    public static (Guid Row, int Round) Read(Guid request) => (WithFirstDigit(request, 0), FirstByte(request) >> 4);

    private static byte FirstByte(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[0];
    }

    private static Guid WithFirstDigit(Guid id, int digit)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[0] = (byte)((digit << 4) | (bytes[0] & 0x0F));
        return new Guid(bytes, bigEndian: true);
    }
}
