using Evaluation.Tests.Pages.Tables;

namespace Evaluation.Tests.Process;

/// <summary>Imports that are the first ones of a process, so that nothing before them has set anything up.</summary>
[Collection(Processes.Name)]
public sealed class FirstImportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a workbook")]
    [InlineData("GB 18030")]
    public async Task The_first_file_of_a_process_is_imported(string kind)
    {
        byte[] file = kind == "GB 18030"
            // The second row names a class that the round does not have, 中学.
            ? [.. "class,npc\ntown,5\n"u8, 0xD6, 0xD0, 0xD1, 0xA7, .. ",1\n"u8]
            : SheetFile.Of("1", SheetFile.Row(1, "class", "npc") + """<row r="2"><c r="A2" t="inlineStr"><is><t>town</t></is></c><c r="B2"><v>5</v></c></row>""");
        using var server = await ServerProcess.StartAsync(_folder.FullName);
        (await server.Site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("first"))).Answers(201);
        using var browser = await new Browser(server.Site.Address).SignedInAsync();
        const string address = "/manage/rounds/first/tables/weights";
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Fields(await browser.OpenAsync(address), address, ("act", "look")))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "table");
        var looked = await browser.PostAsync(address, content);
        if (kind == "GB 18030")
            Assert.Contains("\"中学\"", looked.In("[role=alert]"), StringComparison.Ordinal);
        else
            Assert.Equal((200, "row-changed"), (looked.Status, looked.All("#preview ~ .table-wrap tbody tr").First().ClassName));
    }
}
