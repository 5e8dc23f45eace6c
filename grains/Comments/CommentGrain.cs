using System.Buffers;
using System.Text.Json.Serialization;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Comments;

/// <summary>The book of a round's comments as a grain: one per round.</summary>
/// <remarks>
/// It is separate from the round, whose stream is short and replayed for every paper, while staff may add tens of thousands of tags and
/// answers. It is not split by unit, because tags apply to the whole round, and counts and filters would query a thousand grains. One grain
/// easily handles a few hundred acts a day, and the longest history replays in less than a second.
/// </remarks>
public sealed class CommentGrain : IAggregate<CommentBook, CommentCommand, CommentEvent>
{
    private const int JsonLinesFormat = 1;

    public const string KindName = "comments";

    public static readonly GrainKind<CommentBook> Kind = new GrainKind<CommentGrain, CommentBook, CommentCommand, CommentEvent>(KindName);

    /// <summary>The book of a round's comments.</summary>
    public static GrainRef<CommentBook> Ref(string round) => Kind.Ref(round);

    public static CommentBook Start(GrainId id) => new();

    public static Decision<CommentEvent> Decide(CommentBook state, CommentCommand command) => CommentDecider.Decide(state, command);

    public static CommentBook Evolve(CommentBook state, CommentEvent happened) => state.Evolve(happened);

    public static int Format => JsonLinesFormat;

    public static void Write(CommentEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, CommentJson.Journal.CommentEvent, to);

    public static IEnumerable<CommentEvent> Read(JournalEntry entry) => JsonLines.Read(entry, JsonLinesFormat, CommentJson.Journal.CommentEvent);
}

/// <summary>Writes events in camelCase, without null members and with Chinese unescaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommentEvent))]
internal sealed partial class CommentJson : JsonSerializerContext
{
    public static readonly CommentJson Journal = new(JsonLines.Options());
}
