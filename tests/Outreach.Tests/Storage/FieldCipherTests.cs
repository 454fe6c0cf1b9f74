using System.Security.Cryptography;
using Outreach.Storage;

namespace Outreach.Tests.Storage;

public sealed class FieldCipherTests : IDisposable
{
    private readonly byte[] key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private readonly FieldCipher cipher;
    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;

    public FieldCipherTests() => cipher = new FieldCipher(key);

    public void Dispose()
    {
        cipher.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+84901234567")]
    [InlineData("Nguyễn Văn An")]
    public void What_was_sealed_opens_again(string text) => cipher.Reveal(cipher.Protect(text)).ShouldBe(text);

    [Fact]
    public void A_long_text_opens_again()
    {
        var text = string.Concat(Enumerable.Repeat("Đăng ký khai sinh. ", 500));
        cipher.Reveal(cipher.Protect(text)).ShouldBe(text);
    }

    [Fact]
    public void Many_threads_at_once_spoil_nothing() =>
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n => cipher.Reveal(cipher.Protect($"số {n}")).ShouldBe($"số {n}"));

    [Fact]
    public void The_same_text_never_looks_the_same_twice() => cipher.Protect("An").ShouldNotBe(cipher.Protect("An"));

    [Fact]
    public void A_value_changed_in_any_byte_is_refused()
    {
        var bytes = Convert.FromBase64String(cipher.Protect("An"));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Should.Throw<CryptographicException>(() => cipher.Reveal(Convert.ToBase64String(changed)), $"byte {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("+84901234567")]
    public void What_was_never_sealed_is_refused_in_the_same_way(string text) => Should.Throw<CryptographicException>(() => cipher.Reveal(text));

    [Fact]
    public void Another_key_opens_nothing()
    {
        using var other = new FieldCipher(new byte[32]);
        Should.Throw<CryptographicException>(() => other.Reveal(cipher.Protect("An")));
    }

    [Fact]
    public void A_lookup_is_stable_for_its_key_and_differs_by_channel_address_and_key()
    {
        using var again = new FieldCipher(key);
        using var other = new FieldCipher(new byte[32]);
        var lookup = cipher.Lookup("sms", "+84901234567");

        again.Lookup("sms", "+84901234567").ShouldBe(lookup);
        cipher.Lookup("zalo", "+84901234567").ShouldNotBe(lookup);
        cipher.Lookup("sms", "+84901234568").ShouldNotBe(lookup);
        other.Lookup("sms", "+84901234567").ShouldNotBe(lookup);
        again.SigningKey.ShouldBe(cipher.SigningKey);
    }

    [Fact]
    public void A_master_key_has_32_bytes() => Should.Throw<ArgumentOutOfRangeException>(() => new FieldCipher(new byte[16]));

    [Fact]
    public void The_first_start_makes_a_key_for_the_owner_only_and_the_next_finds_it()
    {
        var file = Path.Combine(folder, "keys", "field.key");
        using var first = FieldCipher.Open(file);
        using var second = FieldCipher.Open(file);

        second.Reveal(first.Protect("An")).ShouldBe("An");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_file_of_another_size_is_named_with_what_it_holds()
    {
        var file = Path.Combine(folder, "field.key");
        File.WriteAllBytes(file, new byte[31]);

        var error = Should.Throw<InvalidDataException>(() => FieldCipher.Open(file));

        error.Message.ShouldContain(file);
        error.Message.ShouldContain("31");
    }
}
