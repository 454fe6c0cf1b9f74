using Outreach.Storage;

namespace Outreach.Tests.Storage;

public sealed class MediaStoreTests : IDisposable
{
    private static readonly string Hash = new('a', 64);

    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
    private readonly MediaStore media;

    public MediaStoreTests() => media = new MediaStore(Path.Combine(folder, "media"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_same_bytes_are_one_file_named_by_their_content()
    {
        var first = await media.SaveAsync("ảnh"u8.ToArray(), "png", default);
        var second = await media.SaveAsync("ảnh"u8.ToArray(), ".png", default);

        second.ShouldBe(first);
        first.Length.ShouldBe(68);
        (await media.ReadAsync(first, default)).ShouldBe("ảnh"u8.ToArray());
        Directory.GetFiles(Path.Combine(folder, "media")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Saved_by_many_at_once_it_is_still_one_whole_file()
    {
        var bytes = new byte[2_000_000];

        var ids = new string[16];
        await Parallel.ForAsync(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = ids.Length }, async (i, ct) => ids[i] = await media.SaveAsync(bytes, "png", ct));

        ids.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(Path.Combine(folder, "media")).Select(Path.GetFileName).ShouldBe([ids[0]]);
        (await media.ReadAsync(ids[0], default)).ShouldBe(bytes);
    }

    [Fact]
    public async Task What_was_not_saved_is_not_found()
    {
        media.PathOf(Hash + ".png").ShouldBeNull();
        await Should.ThrowAsync<FileNotFoundException>(() => media.ReadAsync(Hash + ".png", default));
    }

    public static TheoryData<string> Foreign =>
    [
        "",
        "secret",
        "../secret",
        "..",
        Hash,
        Hash + "./../../s",
        Hash + "/../s.png",
        Hash + ".\0png",
        Hash.ToUpperInvariant() + ".png",
        "/etc/passwd",
        "../" + new string('a', 61) + ".png",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void An_id_that_is_not_of_our_making_finds_nothing(string id)
    {
        Directory.CreateDirectory(Path.Combine(folder, "media"));
        foreach (var place in (string[])["secret", "s", "media/s", "media/s.png"])
            File.WriteAllText(Path.Combine(folder, place), "mật");

        media.PathOf(id).ShouldBeNull();
    }
}
