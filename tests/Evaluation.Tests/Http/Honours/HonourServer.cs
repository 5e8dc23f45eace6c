using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Honours;

/// <summary>
/// A server whose clock stands at 20:00 on 15 March 2024 in Shanghai, with a title and two rounds. The second one merges units.
/// </summary>
public sealed class HonourServer : IAsyncLifetime
{
    public const string Title = """{"label":{"zh":"文明单位","en":"Civilised unit"},"level":"city","termMonths":24,"reexaminationMonths":24}""";

    public FakeTimeProvider Clock { get; } = new(new(2024, 3, 15, 20, 0, 0, TimeSpan.FromHours(8)));

    public TestServer Server { get; private set; } = null!;

    /// <summary>The second round. Its zone has the next day already.</summary>
    public string Later { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Server = TestServer.With(Clock);
        await Server.InitializeAsync();
        (await Server.Administrator.PutAsync("/api/honours/titles/civilised", Title)).Answers();
        await Server.DraftAsync(definition => definition["period"] = Period(2010));
        Later = (await Server.DraftAsync(definition =>
        {
            definition["period"] = Period(2015);
            definition["timeZone"] = "Pacific/Kiritimati";
            definition["units"]![0]!["code"] = "merged";
            definition["units"]![0]!["formerly"] = new JsonArray("u1", "u2");
            definition["units"]!.AsArray().RemoveAt(1);
        })).Id;
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    private static JsonNode Period(int year) => JsonNode.Parse($$"""{"from": "{{year}}-01-01", "to": "{{year}}-12-31"}""")!;
}
