using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Kernel;

/// <summary>Writes an enumeration's names in camelCase, as the API does, and reads nothing else.</summary>
public sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
