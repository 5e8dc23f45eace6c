using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Kernel;

/// <summary>Writes the names of an enumeration in camelCase, as in the API. Reads these names only; numbers are refused.</summary>
public sealed class CamelCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
