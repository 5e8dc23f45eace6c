using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Evaluation.Testing;

/// <summary>A listener to server-sent events.</summary>
public sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _bound = new(Bound);
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpResponseMessage response, Stream body) =>
        (_response, _items) = (response, SseParser.Create(body).EnumerateAsync(_bound.Token).GetAsyncEnumerator());

    /// <summary>Returns when the server has sent the headers, before any event.</summary>
    public static async Task<EventStream> OpenAsync(Caller caller, string path, string? lastEventId = null)
    {
        var response = lastEventId is null
            ? await caller.StartAsync(HttpMethod.Get, path)
            : await caller.StartAsync(HttpMethod.Get, path, headers: ("Last-Event-ID", lastEventId));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event, or the next one that meets a condition.</summary>
    public async Task<Item> NextAsync(Func<Item, bool>? holds = null)
    {
        while (await _items.MoveNextAsync())
        {
            var item = new Item(_items.Current.EventId, JsonElement.Parse(_items.Current.Data));
            Assert.False(string.IsNullOrEmpty(item.Id));
            if (holds is null || holds(item))
                return item;
        }
        throw new EndOfStreamException("The stream of events ended.");
    }

    public void Dispose()
    {
        _response.Dispose();
        _bound.Dispose();
    }

    public sealed record Item(string? Id, JsonElement Data);
}
