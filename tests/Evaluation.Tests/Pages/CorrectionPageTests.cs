using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>An answer to an objection, with its corrections typed into a form.</summary>
[Collection(SharedServer.Name)]
public sealed class CorrectionPageTests(TestServer server)
{
    private const string Named = "fact-stated named";

    [Fact]
    public async Task The_form_offers_what_the_rules_and_the_ledger_contain()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        Assert.Equal(
            ["sheet-entered", "claim-decided visit", "adjustment-entered", "spot-check-entered", Named],
            page.All("#target option").Select(option => option.GetAttribute("value")!));

        // A prize and a fact in the ledger can be changed and withdrawn.
        await objected.UpholdAsync(answer.Ticket, ObjectedRound.Bonus + """,{"change":"fact-stated","fact":{"fact":"named"}}""");
        var (_, next) = await WriteAsync(objected);
        Assert.Equal(
            [
                "sheet-entered", "claim-decided visit", "adjustment-entered prize", "adjustment-withdrawn prize", "adjustment-entered", "spot-check-entered", Named,
                "fact-withdrawn named",
            ],
            next.All("#target option").Select(option => option.GetAttribute("value")!));
    }

    [Fact]
    public async Task A_correction_starts_with_the_present_value_and_shows_it()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.UpholdAsync(await objected.FileAsync());
        var (answer, page) = await WriteAsync(objected);
        var form = await answer.Page.AddAsync(page, "adjustment-entered prize");
        Assert.Equal("19", Field(form, "/corrections/0/adjustment/points"));
        Assert.Equal("a prize of the province", Field(form, "/corrections/0/adjustment/fact"));

        var read = await answer.Page.ActAsync(form, "check", ("decision", "upheld"), ("answer", "more"), ("/corrections/0/adjustment/points", "20"));
        Assert.Equal(200, read.Status);
        Strict.Check(read);
        Assert.Equal(["19"], read.All(".worded del").Select(item => item.TextContent));
        Assert.Equal(["20"], read.All(".worded ins").Select(item => item.TextContent));
        Assert.Equal("filed", await answer.StateAsync());

        Assert.Equal(302, (await answer.Page.ActAsync(read, "propose")).Status);
        Assert.Equal("proposed", await answer.StateAsync());
    }

    [Fact]
    public async Task A_previewed_answer_can_be_changed_before_it_is_proposed()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        var form = await answer.Page.AddAsync(page, "adjustment-entered");
        var read = await answer.Page.ActAsync(form, "check", [("decision", "upheld"), ("answer", "one\ntwo"), .. AnswerPage.Prize()]);
        var again = await answer.Page.ActAsync(read, "edit");
        Assert.Equal(("one\ntwo", "19"), (again.In("#answer"), Field(again, "/corrections/0/adjustment/points")));
        Assert.True(((IHtmlInputElement)again.Document.QuerySelector("input[name=decision][value=upheld]")!).IsChecked);
    }

    [Fact]
    public async Task Removing_a_correction_keeps_the_typed_text_of_the_others()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        var form = page;
        foreach (var target in (string[])[Named, "adjustment-entered", "spot-check-entered"])
            form = await answer.Page.AddAsync(form, target);
        form = await answer.Page.ActAsync(form, "remove 0", [.. AnswerPage.Prize(1), ("/corrections/2/spotCheck/id", "c1")]);
        Strict.Check(form);
        Assert.Equal(["adjustment-entered", "spot-check-entered"], form.All("[data-correction] > input[type=hidden]").Select(kind => kind.GetAttribute("value")!));
        Assert.Equal(("19", "c1"), (Field(form, "/corrections/0/adjustment/points"), Field(form, "/corrections/1/spotCheck/id")));
    }

    /// <summary>As if the module had removed the first of two.</summary>
    [Fact]
    public async Task Corrections_are_ordered_by_position_not_by_number()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        var form = await answer.Page.AddAsync(page, "adjustment-entered");
        (string, string)[] typed = [("/corrections/0/change", "fact-stated"), ("/corrections/0/fact/fact", "named"), ("/corrections/7/change", "adjustment-entered"), .. AnswerPage.Prize(7)];
        var read = await answer.Page.ActAsync(form, "check", [("decision", "upheld"), ("answer", "both"), .. typed]);
        Assert.Equal(["fact-stated", "adjustment-entered"], [Field(read, "/corrections/0/change"), Field(read, "/corrections/1/change")]);
        Assert.Equal(302, (await answer.Page.ActAsync(read, "propose")).Status);
    }

    [Theory]
    [InlineData("points", "much")]
    [InlineData("points", "-1")]
    [InlineData("points", "")]
    [InlineData("id", "The Prize")]
    [InlineData("kind", "")]
    [InlineData("rule", "")]
    public async Task A_fault_is_shown_at_its_field_in_the_readers_language_with_the_typed_text(string field, string value)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected, "zh-CN");
        var form = await answer.Page.AddAsync(page, "adjustment-entered");
        var name = $"/corrections/0/adjustment/{field}";
        var refused = await answer.Page.ActAsync(
            form, "check", [("decision", "upheld"), ("answer", "it was"), .. AnswerPage.Prize().Where(item => item.Name != name), (name, value)]);
        Assert.Equal(400, refused.Status);
        Strict.Check(refused);
        Assert.Equal(("it was", value), (refused.In("#answer"), Field(refused, name)));
        Assert.Equal("true", Find(refused, name).GetAttribute("aria-invalid"));
        var said = refused.In($"#c0-adjustment-{field}-fault");
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", said);
        Assert.Equal("filed", await answer.StateAsync());
    }

    [Theory]
    [InlineData("upheld", "it was", 409)]
    [InlineData("maybe", "it was", 400)]
    [InlineData("", "it was", 400)]
    [InlineData("rejected", "", 400)]
    public async Task An_invalid_answer_is_refused_at_preview_and_at_proposal(string decision, string text, int status)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        foreach (var act in (string[])["check", "propose"])
        {
            var refused = await answer.Page.ActAsync(page, act, ("decision", decision), ("answer", text));
            Assert.Equal((status, text), (refused.Status, refused.In("#answer")));
            Assert.NotEqual("", refused.In("[role=alert]"));
            Strict.Check(refused);
        }
        Assert.Equal("filed", await answer.StateAsync());
    }

    [Fact]
    public async Task A_correction_of_unknown_kind_is_reported_as_a_fault()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, page) = await WriteAsync(objected);
        var refused = await answer.Page.ActAsync(page, "check", ("decision", "upheld"), ("answer", "it was"), ("/corrections/0/change", "vote-changed"));
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.In("#c0-change-fault"));
        Assert.Equal(200, (await answer.Page.AddAsync(page, "vote-changed u1")).Status);
    }

    [Fact]
    public async Task Proposals_and_answers_are_shown_as_sentences()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (answer, _) = await WriteAsync(objected);
        await objected.UpholdAsync(answer.Ticket);
        var page = await answer.Page.OpenAsync();
        Strict.Check(page);
        Assert.Equal(["prize", "Bonus", "19", "§ 12", "a prize of the province"], page.All(".worded ins").Select(item => item.TextContent));
        Assert.Empty(page.All("#propose"));
    }

    private sealed record Written(ObjectedRound Objected, string Ticket, AnswerPage Page)
    {
        public async Task<string> StateAsync() =>
            (await Objected.ListAsync(Objected.Reviewer)).Single(ticket => ticket.GetProperty("id").GetString() == Ticket).GetProperty("state").GetString()!;
    }

    private async Task<(Written Answer, Seen Page)> WriteAsync(ObjectedRound objected, string language = "en")
    {
        var ticket = await objected.FileAsync(TestServer.NewId("we won"));
        var answer = new Written(objected, ticket, new(await new Browser(server.Address, language).SignedInAsync(), $"/manage/rounds/{objected.Round.Id}/objections/{ticket}"));
        var page = await answer.Page.OpenAsync();
        Strict.Check(page);
        return (answer, page);
    }

    private static IElement Find(Seen page, string name) => page.Document.Forms.SelectMany(form => form.Elements).Single(field => field.GetAttribute("name") == name);

    private static string Field(Seen page, string name) => Find(page, name) switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement text => text.Value,
        IHtmlSelectElement select => select.Value ?? "",
        var other => throw new InvalidOperationException(other.OuterHtml),
    };
}
