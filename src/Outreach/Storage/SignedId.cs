using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Outreach.Storage;

/// <summary>
/// An id as the last part of a link that stands for a login: 36 characters that name it and prove that we made them for this
/// purpose. It never expires.
/// </summary>
/// <param name="label">Separates these links from all others; changing it ends those in use.</param>
/// <param name="purpose">Proved with the id.</param>
public sealed class SignedId(FieldCipher cipher, string label, string purpose = "")
{
    private const int IdSize = 16;

    /// <summary>88 bits: RFC 2104 asks for 80 or more, and with the id it makes 36 characters without padding.</summary>
    private const int ProofSize = 11;

    private const int TokenLength = (IdSize + ProofSize) * 4 / 3;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, cipher.SigningKey, 32, [], Encoding.UTF8.GetBytes(label));

    public string Write(Guid id)
    {
        Span<byte> token = stackalloc byte[IdSize + ProofSize];
        id.TryWriteBytes(token, bigEndian: true, out _);
        Prove(token[..IdSize], token[IdSize..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Null when we did not make it.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[IdSize + ProofSize];
        Span<byte> proof = stackalloc byte[ProofSize];
        if (token.Length != TokenLength || !Base64Url.IsValid(token, out var size) || size != bytes.Length)
            return null;

        Base64Url.DecodeFromChars(token, bytes);
        Prove(bytes[..IdSize], proof);
        return CryptographicOperations.FixedTimeEquals(bytes[IdSize..], proof) ? new Guid(bytes[..IdSize], bigEndian: true) : null;
    }

    private void Prove(ReadOnlySpan<byte> id, Span<byte> proof)
    {
        Span<byte> message = stackalloc byte[IdSize + purpose.Length];
        id.CopyTo(message);
        Encoding.ASCII.GetBytes(purpose, message[IdSize..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, hash);
        hash[..ProofSize].CopyTo(proof);
    }
}
