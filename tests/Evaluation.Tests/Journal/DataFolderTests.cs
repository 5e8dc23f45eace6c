using Evaluation.Embedded.Journal;

namespace Evaluation.Tests.Journal;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    private string Wanted => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_is_held_once_and_the_refusal_names_it()
    {
        using var held = DataFolder.Open(Wanted);
        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Wanted));
        Assert.Equal(held.Path, refusal.Folder);
        Assert.Contains(held.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_let_go_can_be_held_again()
    {
        DataFolder.Open(Wanted).Dispose();
        DataFolder.Open(Wanted).Dispose();
    }

    [Fact]
    public void A_file_in_the_folders_place_is_not_mistaken_for_a_running_program()
    {
        File.WriteAllText(Wanted, "");
        Assert.ThrowsAny<IOException>(() => DataFolder.Open(Wanted));
    }

    [Fact]
    public void Only_the_user_may_enter_a_folder_that_was_made()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var held = DataFolder.Open(Wanted);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(held.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(held.Path))));
    }
}
