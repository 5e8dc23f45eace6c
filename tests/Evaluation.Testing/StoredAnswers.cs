using System.Net.Http.Headers;
using System.Text.Json;

namespace Evaluation.Testing;

/// <summary>
/// Answers that an earlier build gave about data that it stored, recorded by <c>tests/Fixtures/make.mjs</c>. A server on the same
/// data must give the same answers.
/// </summary>
public sealed class StoredAnswers
{
    private readonly Recording _recording;

    private StoredAnswers(Recording recording) => _recording = recording;

    /// <param name="set">The name of the fixture.</param>
    /// <param name="store">What holds the data: <c>embedded</c> or <c>postgres</c>.</param>
    public static StoredAnswers Read(string set, string store)
    {
        using var file = File.OpenRead(Path.Combine(Folder(set), "expected", $"{store}.json"));
        return new(JsonSerializer.Deserialize<Recording>(file, JsonSerializerOptions.Web)!);
    }

    /// <summary>Where a fixture is: beside the tests.</summary>
    public static string Folder(string set) => Path.Combine(AppContext.BaseDirectory, "Fixtures", set);

    /// <summary>Asserts that questions about what is stored are answered as before. Changes nothing.</summary>
    /// <param name="site">A server on the same data.</param>
    /// <param name="ask">Sends a call, and sends it again where the server may be busy.</param>
    public async Task AssertStoredAsync(Site site, Func<Func<Task<Answer>>, Task<Answer>> ask)
    {
        Assert.NotEmpty(_recording.Stored);
        List<string> differences = [];
        foreach (var call in _recording.Stored.Select(Decided))
            if (await DifferenceAsync(call, site, ask) is { } difference)
                differences.Add(difference);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>
    /// Asserts that rounds go on as before: ballots are cast, rounds are sealed, scored and published, objections are answered. Stops
    /// at the first difference, because later answers follow from earlier ones.
    /// </summary>
    public async Task AssertContinuedAsync(Site site, Func<Func<Task<Answer>>, Task<Answer>> ask)
    {
        Assert.NotEmpty(_recording.Continued);
        foreach (var call in _recording.Continued.Select(Decided))
            if (await DifferenceAsync(call, site, ask) is { } difference)
                Assert.Fail(difference);
    }

    /// <summary>Asserts that staff sign in with the passwords that were set, and the administrator with the key too.</summary>
    public async Task AssertSignInAsync(Site site)
    {
        foreach (var (name, secret) in _recording.Passwords.Append(new("admin", Site.AdministratorKey)))
        {
            using var browser = new Browser(site.Address);
            await browser.SignedInAsync(name, secret);
            Assert.Equal(200, (await browser.OpenAsync("/account")).Status);
        }
    }

    /// <summary>
    /// The call with the answer that decision 29 gives it: scores of an open round are refused while a group has few credentials.
    /// </summary>
    private static RecordedCall Decided(RecordedCall call) =>
        call.Path.EndsWith("/scores", StringComparison.Ordinal) && call.Body?.Contains("\"state\":\"voting\"", StringComparison.Ordinal) == true
            ? call with { Status = 403, Code = "too-few-codes" }
            : call;

    private async Task<string?> DifferenceAsync(RecordedCall call, Site site, Func<Func<Task<Answer>>, Task<Answer>> ask)
    {
        var caller = new Caller(site.Address, _recording.Callers.TryGetValue(call.As, out var header) ? AuthenticationHeaderValue.Parse(header) : null);
        var difference = call.Settles
            ? await Eventually.IsAsync(CompareAsync, difference => difference is null, $"{call} is answered as before")
            : await CompareAsync();
        return difference is null ? null : $"{call}: {difference}";

        async Task<string?> CompareAsync() => call.Difference(await ask(() => caller.SendAsync(new(call.Method), call.Path, call.Content())), IsTimeOfCall);
    }

    /// <summary>Whether an instant in a recorded answer is the time of the recorded call, so that a later call has another one.</summary>
    private bool IsTimeOfCall(DateTimeOffset instant) => instant >= _recording.ContinuedFrom && instant <= _recording.ContinuedUntil;

    /// <param name="Callers">Authorization headers by the callers' names.</param>
    /// <param name="Passwords">By the accounts' names.</param>
    /// <param name="Stored">Questions about what is stored.</param>
    /// <param name="ContinuedFrom">When the calls of <paramref name="Continued"/> began.</param>
    /// <param name="ContinuedUntil">When they had ended.</param>
    /// <param name="Continued">Calls that carry the stored rounds on, in their order.</param>
    private sealed record Recording(
        IReadOnlyDictionary<string, string> Callers, IReadOnlyDictionary<string, string> Passwords, IReadOnlyList<RecordedCall> Stored,
        DateTimeOffset ContinuedFrom, DateTimeOffset ContinuedUntil, IReadOnlyList<RecordedCall> Continued);
}
