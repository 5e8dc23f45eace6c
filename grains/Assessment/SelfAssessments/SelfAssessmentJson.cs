using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Journal;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>Compares self-assessments by their JSON. Records that contain lists do not compare by content.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SelfAssessmentContent))]
[JsonSerializable(typeof(SelfAssessmentItem))]
internal sealed partial class SelfAssessmentJson : JsonSerializerContext
{
    private static readonly SelfAssessmentJson Plain = new(JsonLines.Options());

    public static bool Same(SelfAssessmentContent one, SelfAssessmentContent other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, Plain.SelfAssessmentContent).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, Plain.SelfAssessmentContent));

    public static bool Same(SelfAssessmentItem one, SelfAssessmentItem other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, Plain.SelfAssessmentItem).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, Plain.SelfAssessmentItem));
}
