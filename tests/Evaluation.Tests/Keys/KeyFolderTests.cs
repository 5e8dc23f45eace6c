using Evaluation.Embedded;
using Evaluation.Embedded.Keys;
using Evaluation.Gateway.Hosting;
using Microsoft.Extensions.Configuration;

namespace Evaluation.Tests.Keys;

/// <summary>Where keys may be: not in the data folder, whatever name leads there.</summary>
public sealed class KeyFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void By_default_keys_are_beside_the_data_folder()
    {
        Assert.Equal(Data + "-keys", KeyFolder.Of(null, Data));
        Assert.Equal(Data + "-keys", KeyFolder.Of("", Data + "/"));
        Assert.Equal(Path.Combine(_folder.FullName, "data2"), KeyFolder.Of(Path.Combine(_folder.FullName, "data2"), Data));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/")]
    [InlineData("data/keys")]
    [InlineData("other/../data/keys")]
    [InlineData("link")]
    [InlineData("link/keys")]
    [InlineData("through/inside")]
    public void A_folder_in_the_data_folder_is_refused_by_any_name(string keys)
    {
        Directory.CreateDirectory(Path.Combine(Data, "inside"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), Data);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "other"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "through"), "data");
        var refused = Assert.Throws<SettingException>(() => EmbeddedSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("EVALUATION_DATA", (string?)Data), KeyValuePair.Create("EVALUATION_KEYS", (string?)Path.Combine(_folder.FullName, keys))]).Build()));
        Assert.Contains("EVALUATION_KEYS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_is_a_link_protects_its_target()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "disk"));
        File.CreateSymbolicLink(Data, Path.Combine(_folder.FullName, "disk"));
        Assert.Throws<SettingException>(() => KeyFolder.Of(Path.Combine(_folder.FullName, "disk", "keys"), Data));
    }
}
