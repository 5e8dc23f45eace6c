using Evaluation.Embedded.Journal;

namespace Evaluation.Tests.Journal;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    private string Wanted => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_data_folder_is_locked_once_and_the_refusal_names_it()
    {
        using var held = DataFolder.Open(Wanted);
        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Wanted));
        Assert.Equal(held.Path, refusal.Folder);
        Assert.Contains(held.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_released_folder_can_be_locked_again()
    {
        DataFolder.Open(Wanted).Dispose();
        DataFolder.Open(Wanted).Dispose();
    }

    [Fact]
    public void A_file_at_the_folders_path_is_not_reported_as_a_running_program()
    {
        File.WriteAllText(Wanted, "");
        Assert.ThrowsAny<IOException>(() => DataFolder.Open(Wanted));
    }

    [Fact]
    public void A_created_folder_is_accessible_only_to_its_user()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var held = DataFolder.Open(Wanted);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(held.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(held.Path))));
    }
}
