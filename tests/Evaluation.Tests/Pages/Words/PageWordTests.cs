using Evaluation.Tests.Privacy.Reach;

namespace Evaluation.Tests.Pages.Words;

/// <summary>Every page of a round, in every state, for every reader and in both languages, says everything in words.</summary>
public sealed class PageWordTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>Forms in which administrators type codes, so that their hints name codes; and the folder of the data.</summary>
    private static readonly string[] Codes = ["/manage/rounds/{round}/rules", "/manage/rounds/{round}/trial", "/manage/rounds/{round}/objections", "/operations"];

    private static readonly string[] Callers = ["public", "unit", "filed", "reviewer", "site"];

    [Fact]
    public async Task No_page_has_an_open_place_a_pointer_a_raw_instant_or_a_word_of_the_other_language()
    {
        var planted = await PlantedRound.CreateAsync(server);
        await planted.PlanAsync();
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await ReadAsync(planted, "draft", faults);
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        foreach (var state in new[] { "voting", "sealed", "provisional", "published" })
        {
            await planted.Round.MoveAsync(state);
            if (state != "sealed")
                await ReadAsync(planted, state, faults);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults.Select(fault => $"{fault.Key}   ({fault.Value})")));
    }

    [Theory]
    [InlineData("<p>版到第 [2] 版</p>", "open place")]
    [InlineData("<p>{0} 个单位</p>", "open place")]
    [InlineData("<p>满意票 slips(u,g)</p>", "code")]
    [InlineData("<p>/options/0/value 应为数字</p>", "code")]
    [InlineData("<p>2026-11-30T07:00:00+08:00</p>", "instant")]
    [InlineData("<p>票箱 0</p>", "box 0")]
    [InlineData("<p title='Administrator'>管理员</p>", "word Administrator")]
    [InlineData("<p><code>/groups/npc/score</code> 社会评价</p>", "")]
    public void A_fault_of_each_kind_is_found(string html, string fault) =>
        Assert.StartsWith(fault, PageWords.Faults(html, "zh-CN").FirstOrDefault() ?? "", StringComparison.Ordinal);

    private async Task ReadAsync(PlantedRound planted, string state, SortedDictionary<string, string> faults)
    {
        // The page of the recount is one file for both languages, because it also works without this server.
        var paths = new Crawl(server, planted).Paths().Where(path => !path.StartsWith("/api", StringComparison.Ordinal) && path != "/recount").ToArray();
        foreach (var (name, caller) in planted.Readers.All.Where(reader => Callers.Contains(reader.Name)))
            foreach (var language in new[] { "zh-CN", "en" })
                foreach (var part in paths.Chunk(8))
                {
                    var answers = await Task.WhenAll(part.Select(async path => (Path: path, Answer: await caller.GetAsync(path, ("Accept", "text/html"), ("Accept-Language", language)))));
                    foreach (var (path, answer) in answers.Where(read => read.Answer is { Status: 200, MediaType: "text/html" }))
                        foreach (var fault in PageWords.Faults(answer.Text, language).Where(_ => !Codes.Contains(path.Replace(planted.Round.Id, "{round}", StringComparison.Ordinal))))
                            faults.TryAdd($"{path.Replace(planted.Round.Id, "{round}", StringComparison.Ordinal)} {language}: {fault.Replace(planted.Round.Id, "{round}", StringComparison.Ordinal)}", $"{name}, {state}");
                }
    }
}
