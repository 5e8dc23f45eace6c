using System.Net.Http.Headers;
using System.Text;

namespace Evaluation.Bench.Watching;

/// <summary>Voters who cast ballots sequentially on several connections.</summary>
internal sealed class SequentialVoters(Uri server, WatchedRound round, byte[][] credentials) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
    private int _next;
    private long _acknowledged;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Each voter casts one ballot of so many slips, for consecutive units that continue from voter to voter.</summary>
    public Task FillAsync(int people, int slips, int connections, int seed) => Parallel.ForEachAsync(
        Enumerable.Range(0, people),
        new ParallelOptions { MaxDegreeOfParallelism = connections },
        async (person, _) => await CastAsync(person, round.Ballot(person / WatchedRound.Groups * slips, slips, new Random(seed + person))));

    /// <summary>Ballots of so many slips on every connection, as fast as they are acknowledged, until it is cancelled.</summary>
    public Task LoadAsync(int connections, int slips, int seed, CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
    {
        var random = new Random(seed + connection);
        while (!cancel.IsCancellationRequested)
            await CastAsync(Interlocked.Increment(ref _next) % credentials.Length, round.Ballot(random.Next(round.Units), slips, random));
    }));

    /// <exception cref="HttpRequestException">The ballot was refused.</exception>
    public async Task CastAsync(int person, byte[] ballot)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/rounds/{WatchedRound.Id}/ballot") { Content = new ByteArrayContent(ballot) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Ballot", Encoding.ASCII.GetString(credentials[person]));
        using var response = await _client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"A ballot was refused: {await response.Content.ReadAsStringAsync()}");
        Interlocked.Increment(ref _acknowledged);
    }

    public void Dispose() => _client.Dispose();
}
