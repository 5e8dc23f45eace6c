using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>A figure with which a unit supports a claim, such as a rate of 98.5 %.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The value as given; null while it is missing.</param>
/// <param name="Unit">The unit of measurement; null while it is missing.</param>
/// <param name="Precision">How exact the value is; null where nothing is said.</param>
/// <param name="Numerator">The numerator of a rate.</param>
/// <param name="Denominator">The denominator of a rate.</param>
/// <param name="AsOf">The day for which the value holds.</param>
public sealed record Figure(
    string Name, FigureValue? Value = null, string? Unit = null, FigurePrecision? Precision = null, decimal? Numerator = null, decimal? Denominator = null, DateOnly? AsOf = null);

/// <summary>How exact a figure is.</summary>
[JsonConverter(typeof(CamelCaseEnum<FigurePrecision>))]
public enum FigurePrecision
{
    Exact,
    AtLeast,
    About,
}

/// <summary>The value of a figure as given: a number, or a text as typed.</summary>
/// <param name="Text">The text, or the number with the decimals that were sent.</param>
/// <param name="IsNumber">Whether it was sent as a number.</param>
[JsonConverter(typeof(FigureValueConverter))]
public sealed record FigureValue(string Text, bool IsNumber = false)
{
    public static FigureValue Of(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}

/// <summary>Writes the value of a figure as it was given.</summary>
[JsonSchema("""{"type":["number","string"]}""")]
public sealed class FigureValueConverter : JsonConverter<FigureValue>
{
    public override FigureValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? FigureValue.Of(reader.GetDecimal()) : new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, FigureValue value, JsonSerializerOptions options)
    {
        if (value.IsNumber)
            writer.WriteNumberValue(decimal.Parse(value.Text, CultureInfo.InvariantCulture));
        else
            writer.WriteStringValue(value.Text);
    }
}
