using Outreach.Storage;

namespace Outreach.Tests.Storage;

public sealed class DataDirectoryLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_is_served_by_one_and_free_again_afterwards()
    {
        var data = Path.Combine(folder, "data");
        using (DataDirectoryLock.Take(data))
            Should.Throw<DataDirectoryInUseException>(() => DataDirectoryLock.Take(data)).Message.ShouldContain(data);

        DataDirectoryLock.Take(data).Dispose();
    }

    [Fact]
    public void Two_folders_are_served_side_by_side()
    {
        using var one = DataDirectoryLock.Take(Path.Combine(folder, "one"));
        using var two = DataDirectoryLock.Take(Path.Combine(folder, "two"));
    }
}
