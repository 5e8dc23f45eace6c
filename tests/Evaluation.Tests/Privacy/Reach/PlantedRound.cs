using System.Text;
using System.Text.Json.Nodes;
using static System.Net.Http.HttpMethod;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>A round with a secret in every field that people fill in beside the vote.</summary>
/// <param name="sign">With which every secret begins.</param>
internal sealed class PlantedRound(TestServer server, TestRound round, Readers readers, string sign = "")
{
    private static readonly string[] Planned =
        ["PanelLabel", "DrawReason", "TargetTitle", "TargetMeasure", "ComplaintText", "Contact", "HiddenComplaint", "Released", "Answer", "HiddenAnswer", "Person", "Interest"];

    private string _released = "", _hidden = "";

    public TestRound Round { get; } = round;

    public Readers Readers { get; } = readers;

    /// <summary>The word of a secret; no other text contains it.</summary>
    public string Word(string secret) => $"{sign}secret{secret}of{Round.Id.Replace("-", "x", StringComparison.Ordinal)}";

    /// <summary>Whether <see cref="PlanAsync"/> plants the secret.</summary>
    public static bool IsPlanned(string secret) => Planned.Contains(secret);

    /// <summary>The id of the complaint that was not released.</summary>
    public string HiddenComplaint => _hidden;

    /// <summary>The secret that opens the complaint.</summary>
    public string ComplaintSecret { get; private set; } = "";

    private string Unit => $"{Round.Path}/units/u1";

    public static async Task<PlantedRound> CreateAsync(TestServer server, bool isInternal = false, string bulletins = "staff", string sign = "", Action<JsonObject>? change = null)
    {
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            definition["internal"] = isInternal;
            definition["bulletins"] = bulletins;
            definition["criteria"]!.AsArray().Add(JsonNode.Parse("""{"code": "law", "label": "法治", "source": "assessed", "points": 10}"""));
            definition["period"] = JsonNode.Parse("""{"from":"2011-01-01","to":"2026-12-31"}""");
            definition["components"] = JsonNode.Parse("""{"vote": 40, "inspection": 30, "self": 20, "daily": 10, "bonusCap": 10}""");
            definition["vetoes"] = JsonNode.Parse("""[{"code":"named","when":{"fact":"named"},"effect":"ineligible"}]""");
            change?.Invoke(definition);
        });
        return new(server, round, await Readers.AddAsync(server, round.Id), sign);
    }

    /// <summary>The values of a path parameter.</summary>
    /// <param name="before">The part of the path before it.</param>
    public string[] Names(string parameter, string before) => (parameter, before) switch
    {
        ("round", _) => [Round.Id],
        ("unit", _) => ["u1", "u2"],
        ("criterion", _) => ["duty", "visit"],
        ("id", "objections") => ["o-1"],
        ("id", "evidence") => ["ev-1", "iev-1"],
        ("id", "draws") => ["spot"],
        ("id", "spot-checks") => ["sc-1"],
        ("id", "adjustments") => ["adj-1", "adj-2"],
        ("id", "findings") => ["f-1", "f-2"],
        ("open", _) => ["f-1", "t1"],
        ("id", "complaints") => [_released, _hidden],
        ("id", "honours") => ["h-1", "1"],
        ("id", "batches" or "staff-proposals") => ["1"],
        ("document", _) => ["operations"],
        ("inspector", _) => [Readers.Account("filed"), Readers.Account("blind")],
        ("target", _) => ["t1"],
        ("panel", _) => ["north"],
        ("fact", _) => ["named"],
        ("month", _) => [$"{TimeProvider.System.GetUtcNow():yyyy-MM}", "2011-03"],
        ("comment", _) => ["0123456789abcdef"],
        ("code", _) => ["creative"],
        ("title", _) => ["civilised"],
        ("name", _) => [.. Readers.All.Where(reader => reader.Name is not ("public" or "site" or "complainant")).Take(2).Select(reader => Readers.Account(reader.Name)), "absent-" + Round.Id],
        ("form", _) => ["new-round"],
        ("documentName", _) => ["v1"],
        ("table", _) => ["units"],
        ("act", _) => ["voting"],
        _ => [],
    };

    /// <summary>What is planned and received in a draft: panel, draw, targets, complaints.</summary>
    public async Task PlanAsync()
    {
        var administrator = Readers["administrator"];
        await OkAsync(server.Administrator, Post, "/api/staff", $$"""{"name":"absent-{{Round.Id}}","person":"{{Word("Person")}}","roles":[{"role":"inspector","round":"{{Round.Id}}"}]}""");
        await OkAsync(server.Administrator, Post, $"/api/staff/absent-{Round.Id}/interests", $$"""{"unit":"u3","reason":"{{Word("Interest")}}"}""");
        await OkAsync(administrator, Put, $"{Round.Path}/panels/north",
            $$"""{"label":"{{Word("PanelLabel")}}","inspectors":["{{Readers.Account("filed")}}","{{Readers.Account("second")}}","{{Readers.Account("blind")}}","absent-{{Round.Id}}"],"units":["u1"]}""");
        await OkAsync(administrator, Post, $"{Round.Path}/draws", $$"""{"id":"spot","of":"units","count":1,"seed":"7","reason":"{{Word("DrawReason")}}"}""");
        await OkAsync(administrator, Put, $"{Unit}/targets", $$"""[{"id":"t1","title":"{{Word("TargetTitle")}}","measure":"{{Word("TargetMeasure")}}","dueOn":"2011-06-30","responsible":"Li"}]""");
        await OkAsync(administrator, Post, $"{Unit}/targets/signature", null);
        await OkAsync(Readers["unit"], Post, $"{Unit}/targets/signature", null);

        var received = await OkAsync(server.Anybody, Post, "/api/complaints", $$"""{"unit":"u1","round":"{{Round.Id}}","text":"{{Word("ComplaintText")}}","contact":"{{Word("Contact")}}"}""");
        (_released, ComplaintSecret) = (received["id"]!.GetValue<string>(), received["secret"]!.GetValue<string>());
        Readers.AddComplainant(ComplaintSecret);
        var reviewer = Readers["reviewer"];
        var entered = await OkAsync(reviewer, Post, "/api/complaints", $$"""{"unit":"u1","round":"{{Round.Id}}","text":"{{Word("HiddenComplaint")}}","channel":"telephone"}""");
        _hidden = entered["id"]!.GetValue<string>();
        await OkAsync(reviewer, Post, $"/api/complaints/{_released}/assignment", $$"""{"to":"{{Readers.Account("administrator")}}"}""");
        await OkAsync(reviewer, Post, $"/api/complaints/{_released}/release", $$"""{"text":"{{Word("Released")}}"}""");
        foreach (var id in new[] { _released, _hidden })
            await OkAsync(reviewer, Post, $"/api/complaints/{id}/answer", $$"""{"text":"{{Word(id == _hidden ? "HiddenAnswer" : "Answer")}}","upheld":true}""");
    }

    /// <summary>What is entered while the round is assessed.</summary>
    public async Task AssessAsync()
    {
        var (unit, filed, reviewer, administrator) = (Readers["unit"], Readers["filed"], Readers["reviewer"], Readers["administrator"]);
        await FileAsync(unit, "EvidenceTitle");
        await FileAsync(filed, "InspectorsTitle");

        await OkAsync(unit, Put, $"{Unit}/self-assessment", SelfAssessment("FiledReason", 0));
        await OkAsync(unit, Post, $"{Unit}/self-assessment/filing", """{"version":1}""");
        await OkAsync(reviewer, Put, $"{Unit}/claims/visit", $$"""{"accepted":7,"reason":"{{Word("ClaimReason")}}"}""");
        await OkAsync(reviewer, Post, $"{Unit}/self-assessment/reopening", $$"""{"reason":"{{Word("ReopenReason")}}"}""");
        await OkAsync(unit, Put, $"{Unit}/self-assessment", SelfAssessment("DraftReason", 2));
        await OkAsync(Readers["other"], Put, $"{Round.Path}/units/u2/self-assessment", SelfAssessment("OtherDraft", 0));

        foreach (var name in new[] { "filed", "second", "blind" })
            await OkAsync(Readers[name], Put, $"{Unit}/inspections/{Readers.Account(name)}",
                $$"""{"basedOn":[],"points":{"visit":6,"law":5},"notes":{"law":"{{Word("Note" + name)}}"},"note":"{{Word("Sheet" + name)}}","document":"{{Word("Document" + name)}}","file":{{(name == "blind" ? "false" : "true")}}}""");
        await OkAsync(reviewer, Post, $"{Unit}/inspections/{Readers.Account("filed")}/reopening", $$"""{"reason":"{{Word("SheetReopened")}}"}""");
        await OkAsync(filed, Put, $"{Unit}/inspections/{Readers.Account("filed")}", $$"""{"basedOn":[1],"points":{"visit":1},"note":"{{Word("Refile")}}"}""");

        await OkAsync(filed, Post, $"{Unit}/spot-checks", $$"""{"failed":true,"on":"2011-03-05","note":"{{Word("CheckNote")}}","evidence":["iev-1"]}""");
        await OkAsync(reviewer, Post, $"{Unit}/facts", $$"""{"fact":"named","document":"{{Word("FactDocument")}}","note":"{{Word("FactNote")}}","on":"2011-03-05"}""");
        foreach (var (fact, id) in new[] { ("Proposed", 1), ("Approved", 2), ("Rejected", 3) })
            await OkAsync(filed, Post, $"{Unit}/adjustments", $$"""{"kind":"bonus","points":{{id}},"rule":"§ 12","fact":"{{Word(fact)}}","note":"{{Word(fact + "Note")}}"}""");
        await OkAsync(reviewer, Post, $"{Unit}/adjustments/adj-2/approval", null);
        await OkAsync(reviewer, Post, $"{Unit}/adjustments/adj-3/rejection", $$"""{"reason":"{{Word("RejectedFor")}}"}""");

        await OkAsync(filed, Post, $"{Unit}/findings", $$"""{"text":"{{Word("Finding")}}","dueOn":"2011-11-01","notice":true}""");
        await OkAsync(unit, Post, $"{Unit}/findings/f-1/reply", $$"""{"text":"{{Word("Reply")}}"}""");
        await OkAsync(filed, Post, $"{Unit}/findings/f-1/verification", $$"""{"passed":true,"note":"{{Word("Verified")}}"}""");
        await OkAsync(reviewer, Post, $"{Unit}/findings/f-1/closing", $$"""{"note":"{{Word("Closed")}}"}""");
        await OkAsync(reviewer, Post, $"/api/complaints/{_hidden}/finding", $$"""{"text":"{{Word("FromComplaint")}}","dueOn":"2011-11-01"}""");

        await OkAsync(unit, Put, $"{Unit}/targets/t1/progress", $$"""{"state":"partly","note":"{{Word("ProgressNote")}}"}""");
        await OkAsync(reviewer, Put, $"{Unit}/targets/t1/grade", $$"""{"grade":"fail","reason":"{{Word("GradeReason")}}"}""");
    }

    /// <summary>What follows from a published result: a prize that waits for its approval.</summary>
    public Task AwardAsync() => OkAsync(Readers["reviewer"], Post, $"{Round.Path}/awards/special", $$"""{"code":"creative","label":"Creative","unit":"u2","reason":"{{Word("PrizeReason")}}"}""");

    private string SelfAssessment(string secret, int basedOn) =>
        $$"""{"basedOn":{{basedOn}},"items":[{"criterion":"visit","claimed":8,"reason":"{{Word(secret)}}"},{"criterion":"law","claimed":10}],"report":"{{Word(secret + "Report")}}"}""";

    private async Task FileAsync(Caller caller, string secret) =>
        (await Filing.FileAsync(caller, Round, Encoding.UTF8.GetBytes($"%PDF-1.7 {Word(secret + "Content")}"), unit: "u1", title: Word(secret))).Answers(201);

    private static async Task<JsonNode> OkAsync(Caller caller, HttpMethod method, string path, string? body)
    {
        var answer = await caller.SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(answer.Status is 200 or 201, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer.Text.StartsWith('{') ? JsonNode.Parse(answer.Text)! : new JsonObject();
    }
}
