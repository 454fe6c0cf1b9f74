using System.Security.Cryptography;
using Outreach.Storage;

namespace Outreach.Tests.Storage;

public sealed class FieldCipherConcurrencyTests
{
    [Fact]
    public void Many_threads_read_back_what_they_wrote()
    {
        using var cipher = new FieldCipher(RandomNumberGenerator.GetBytes(32));

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            cipher.Reveal(cipher.Protect($"+84{i:D9}")).ShouldBe($"+84{i:D9}"));
    }

    [Fact]
    public void A_start_that_was_killed_while_it_made_the_key_does_not_stop_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-test-");
        var keyFile = Path.Combine(folder.FullName, "keys", "field.key");
        Directory.CreateDirectory(Path.GetDirectoryName(keyFile)!);
        File.WriteAllBytes(keyFile + ".new", []);

        using (var first = FieldCipher.Open(keyFile))
        using (var second = FieldCipher.Open(keyFile))
            second.Reveal(first.Protect("0901234567")).ShouldBe("0901234567");

        folder.Delete(recursive: true);
    }
}
