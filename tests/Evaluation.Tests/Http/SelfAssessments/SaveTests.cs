using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>Saves from several devices, repeats, and bodies that make no sense.</summary>
[Collection(SharedServer.Name)]
public sealed class SaveTests(TestServer server)
{
    public static readonly TheoryData<string, string> Bad = new()
    {
        { """[]""", "" },
        { """{"items":[{"criterion":"weather","claimed":1}]}""", "/items/0/criterion" },
        { """{"items":[{"criterion":"duty","claimed":1}]}""", "/items/0/criterion" },
        { """{"items":[{"criterion":"culture","claimed":1},{"criterion":"culture","claimed":2}]}""", "/items/1/criterion" },
        { """{"items":[{"claimed":1}]}""", "/items/0/criterion" },
        { """{"items":[{"criterion":"culture","claimed":-1}]}""", "/items/0/claimed" },
        { """{"items":[{"criterion":"culture","claimed":1.00001}]}""", "/items/0/claimed" },
        { """{"items":[{"criterion":"culture","claimed":"8"}]}""", "/items/0/claimed" },
        { """{"items":[{"criterion":"culture","claimed":"NA"}]}""", "/items/0/claimed" },
        { """{"items":[{"criterion":"culture","claimed":true}]}""", "/items/0/claimed" },
        { """{"items":[{"criterion":"culture","points":1}]}""", "/items/0/points" },
        { """{"items":[{"criterion":"culture","evidence":"ev-1"}]}""", "/items/0/evidence" },
        { """{"items":[{"criterion":"culture","figures":[{"value":1}]}]}""", "/items/0/figures/0/name" },
        { """{"items":[{"criterion":"culture","figures":[{"name":"a","value":[]}]}]}""", "/items/0/figures/0/value" },
        { """{"items":[{"criterion":"culture","figures":[{"name":"a","precision":"sure"}]}]}""", "/items/0/figures/0/precision" },
        { """{"items":[{"criterion":"culture","figures":[{"name":"a","numerator":"1"}]}]}""", "/items/0/figures/0/numerator" },
        { """{"items":[{"criterion":"culture","figures":[{"name":"a","asOf":"2011"}]}]}""", "/items/0/figures/0/asOf" },
        { """{"items":{}}""", "/items" },
        { """{"declaredTotal":"98"}""", "/declaredTotal" },
        { """{"declaredTotal":-1}""", "/declaredTotal" },
        { """{"noComplaints":"yes"}""", "/noComplaints" },
        { """{"report":7}""", "/report" },
        { """{"basedOn":"1"}""", "/basedOn" },
        { """{"total":1}""", "/total" },
        { $$"""{"items":[{"criterion":"culture","claimed":8,"reason":"{{new string('x', Limits.NoteCharacters + 1)}}"}]}""", "/items/0/reason" },
        { $$"""{"report":"{{new string('x', Limits.SelfAssessmentReportCharacters + 1)}}"}""", "/report" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_body_that_makes_no_sense_is_refused_at_its_place_and_changes_nothing(string body, string pointer)
    {
        var unit = await AssessedUnit.InAsync(server);
        var refused = (await unit.Unit.PutAsync(unit.Path, body)).Refuses(400, "bad-request");
        Assert.Equal(pointer, Assert.Single(refused.GetProperty("faults").EnumerateArray()).GetProperty("pointer").GetString());
        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
    }

    [Fact]
    public async Task Points_above_the_maximum_are_saved_as_a_fault()
    {
        var unit = await AssessedUnit.InAsync(server);
        var view = await unit.SaveAsync(AssessedUnit.Complete(0, 9.5));
        Assert.Equal("over-maximum", Assert.Single(view.GetProperty("faults").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Evidence_of_another_unit_is_unknown()
    {
        var unit = await AssessedUnit.InAsync(server);
        var body = AssessedUnit.Complete(0);
        body["items"]![0]!["evidence"] = new JsonArray("ev-1");
        var fault = Assert.Single((await unit.SaveAsync(body)).GetProperty("faults").EnumerateArray());
        Assert.Equal(("/items/0/evidence/0", "evidence-unknown"), (fault.GetProperty("pointer").GetString(), fault.GetProperty("code").GetString()));
        (await unit.FileAsync(1)).Refuses(422, "not-fileable");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_by_its_announced_length()
    {
        var unit = await AssessedUnit.InAsync(server);
        (await SendAsync(HttpMethod.Put, unit.Path, Limits.SelfAssessmentBytes)).Refuses(413, "body-too-large");
        (await SendAsync(HttpMethod.Post, $"{unit.Path}/import", Limits.SelfAssessmentTableBytes)).Refuses(413, "body-too-large");

        // The client sends the body only when the server asks for it, so the answer cannot meet a broken connection.
        Task<Answer> SendAsync(HttpMethod method, string path, int bytesMax) => unit.Unit.SendAsync(method, path, new ByteArrayContent(new byte[bytesMax + 1]), ("Expect", "100-continue"));
    }

    [Fact]
    public async Task The_largest_body_of_text_fits_the_store()
    {
        var unit = await AssessedUnit.InAsync(server);
        var body = new JsonObject { ["report"] = new string('汉', Limits.SelfAssessmentReportCharacters), ["items"] = new JsonArray() };
        var figures = new JsonArray();
        for (var figure = 0; figure < Limits.FiguresPerItem; figure++)
            figures.Add(new JsonObject { ["name"] = new string('字', Limits.LabelCharacters), ["value"] = new string('值', Limits.LabelCharacters), ["unit"] = new string('位', Limits.LabelCharacters) });
        body["items"]!.AsArray().Add(new JsonObject { ["criterion"] = "culture", ["reason"] = new string('因', Limits.NoteCharacters), ["figures"] = figures });
        Assert.Equal(1, (await unit.Unit.PutAsync(unit.Path, body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })))
            .Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Of_two_devices_with_the_same_version_the_second_gets_what_stands()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync(AssessedUnit.Complete(0, 8));
        await unit.SaveAsync(AssessedUnit.Complete(1, 7));
        var stale = (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(1, 6))).Refuses(409, "stale");
        Assert.Equal((2, 7m), (stale.GetProperty("version").GetInt32(), stale.GetProperty("standing").GetProperty("items")[4].GetProperty("claimed").GetDecimal()));
        Assert.Equal(3, (await unit.SaveAsync(AssessedUnit.Complete(2, 6))).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Of_many_devices_that_save_at_once_one_wins_and_nothing_is_overwritten()
    {
        var unit = await AssessedUnit.InAsync(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(points => unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(0, points))));
        var saved = Assert.Single(answers, answer => answer.Status == 200).Answers();
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refuses(409, "stale"));
        var standing = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal((1, saved.GetProperty("total").GetDecimal()), (standing.GetProperty("version").GetInt32(), standing.GetProperty("total").GetDecimal()));
    }

    [Fact]
    public async Task A_repeated_save_adds_no_version_whatever_it_is_based_on()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync(AssessedUnit.Complete(0));
        Assert.Equal(1, (await unit.SaveAsync(AssessedUnit.Complete(0))).GetProperty("version").GetInt32());
        Assert.Equal(1, (await unit.SaveAsync(AssessedUnit.Complete())).GetProperty("version").GetInt32());
        (await unit.FileAsync(1)).Answers();
        Assert.Equal((1, "filed"), (await unit.SaveAsync(AssessedUnit.Complete(0))) is var view ? (view.GetProperty("version").GetInt32(), view.GetProperty("state").GetString()) : default);
    }

    [Fact]
    public async Task A_save_with_an_entity_tag_replaces_only_that_version()
    {
        var unit = await AssessedUnit.InAsync(server);
        var first = await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(null, 8));
        var tag = first.Headers.ETag!.ToString();
        var body = AssessedUnit.Complete(null, 7).ToJsonString();
        (await unit.Unit.SendAsync(HttpMethod.Put, unit.Path, new StringContent(body), ("If-Match", tag))).Answers();
        var stale = (await unit.Unit.SendAsync(HttpMethod.Put, unit.Path, new StringContent(AssessedUnit.Complete(null, 6).ToJsonString()), ("If-Match", tag))).Refuses(412, "stale");
        Assert.Equal(2, stale.GetProperty("standing").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Values_of_figures_are_kept_as_typed()
    {
        var unit = await AssessedUnit.InAsync(server);
        var body = AssessedUnit.Complete(0);
        body["items"]![0]!["figures"] = JsonNode.Parse("""[{"name":"达标率","value":98.50,"unit":"%","numerator":197,"denominator":200},{"name":"人次","value":"423余","unit":"人","precision":"exact"}]""");
        body["items"]![1]!["claimed"] = "na";
        var view = await unit.SaveAsync(body);
        Assert.Empty(view.GetProperty("faults").EnumerateArray());
        Assert.Equal(["98.50", "\"423余\""], view.GetProperty("items")[0].GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("value").GetRawText()));
        Assert.Equal(("na", 84m), (view.GetProperty("items")[1].GetProperty("claimed").GetString(), view.GetProperty("maximum").GetDecimal()));
        Assert.Contains(view.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "precision-contradicted");
    }
}
