using System.Text;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Evidence;

/// <summary>A wrong type of content behind the extension of another type.</summary>
[Collection(SharedServer.Name)]
public sealed class DisguisedFileTests(TestServer server)
{
    [Theory]
    [InlineData("<html><script>1</script>", "report.pdf", true)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "a.PNG", true)]
    [InlineData("minutes", "a.docx", true)]
    [InlineData("minutes", "a.txt", false)]
    [InlineData("minutes", "a.md", false)]
    [InlineData("minutes", "minutes", false)]
    public async Task A_text_that_is_named_as_another_accepted_type_is_refused_and_not_stored(string content, string fileName, bool isRefused)
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        var filed = await Filing.FileAsync(unit, round, Encoding.UTF8.GetBytes(content), fileName: fileName);
        if (isRefused)
            Assert.Equal("txt", filed.Refuses(415, "unknown-file-type").GetProperty("detected").GetString());
        else
            filed.Answers(201);
        Assert.Equal(isRefused ? 0 : 1, (await unit.GetAsync(Filing.Path(round))).Answers().GetArrayLength());
    }
}
