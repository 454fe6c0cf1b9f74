using System.Security.Cryptography;
using System.Text;

namespace Outreach.Storage;

/// <summary>
/// Encrypts personal data and secrets before they reach the database (AES-256-GCM), and makes the keyed hash by which an
/// address is found without being readable. Both keys are derived from one 32-byte master key in the data folder.
/// </summary>
public sealed class FieldCipher : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly AesGcm aes;

    /// <summary>AesGcm is one native cipher context: two threads in it at once spoil each other's text. An operation takes about a microsecond.</summary>
    private readonly Lock oneAtATime = new();
    private readonly byte[] lookupKey;

    /// <param name="masterKey">32 random bytes.</param>
    public FieldCipher(ReadOnlySpan<byte> masterKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(masterKey.Length, 32);
        Span<byte> fieldKey = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, fieldKey, [], "outreach field v1"u8);
        aes = new AesGcm(fieldKey, TagSize);
        lookupKey = Derive(masterKey, "outreach lookup v1");
        SigningKey = Derive(masterKey, "outreach signing v1");
    }

    /// <summary>Signs what this service hands out and later takes back, such as chat tokens.</summary>
    public byte[] SigningKey { get; }

    /// <summary>Opens the key file, creating it (readable by its owner only) on the first start.</summary>
    public static FieldCipher Open(string keyFile)
    {
        if (!File.Exists(keyFile))
            CreateKey(keyFile);

        var key = File.ReadAllBytes(keyFile);
        return key.Length == 32
            ? new FieldCipher(key)
            : throw new InvalidDataException($"{keyFile} must hold 32 bytes, it holds {key.Length}. Restore it from the backup: without it no address can be read.");
    }

    public string Protect(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Span<byte> sealedBytes = size <= 1024 ? stackalloc byte[NonceSize + TagSize + size] : new byte[NonceSize + TagSize + size];
        Span<byte> plain = size <= 1024 ? stackalloc byte[size] : new byte[size];
        Encoding.UTF8.GetBytes(text, plain);
        Seal(plain, sealedBytes);
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>The same for bytes, such as a citizen's picture.</summary>
    public byte[] ProtectBytes(ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        Seal(plain, sealedBytes);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">The value was not made with this key, or was changed.</exception>
    public string Reveal(string protectedText)
    {
        var bytes = new byte[protectedText.Length];
        if (!Convert.TryFromBase64String(protectedText, bytes, out var size) || size < NonceSize + TagSize)
            throw new CryptographicException("The value was never sealed.");

        return Encoding.UTF8.GetString(Unseal(bytes.AsSpan(0, size)));
    }

    /// <exception cref="CryptographicException">The value was not made with this key, or was changed.</exception>
    public byte[] RevealBytes(ReadOnlySpan<byte> protectedBytes) =>
        protectedBytes.Length < NonceSize + TagSize ? throw new CryptographicException("The value was never sealed.") : Unseal(protectedBytes);

    /// <summary>The keyed hash under which an address of a channel is stored and found.</summary>
    public string Lookup(string channel, string address) =>
        Convert.ToBase64String(HMACSHA256.HashData(lookupKey, Encoding.UTF8.GetBytes(channel + ":" + address)));

    public void Dispose() => aes.Dispose();

    private void Seal(ReadOnlySpan<byte> plain, Span<byte> sealedBytes)
    {
        RandomNumberGenerator.Fill(sealedBytes[..NonceSize]);
        lock (oneAtATime)
            aes.Encrypt(sealedBytes[..NonceSize], plain, sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize));
    }

    private byte[] Unseal(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        lock (oneAtATime)
            aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), plain);
        return plain;
    }

    private static byte[] Derive(ReadOnlySpan<byte> masterKey, string purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, key, [], Encoding.ASCII.GetBytes(purpose));
        return key;
    }

    // Under another name first: a kill in between must not leave an empty key that refuses every later start.
    private static void CreateKey(string keyFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
        var unfinished = keyFile + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, keyFile);
    }
}
