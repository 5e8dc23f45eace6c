using System.Text.Json;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>A form's fields read as the API reads a body, so that both refuse the same things.</summary>
internal static class FormBody
{
    /// <param name="fields">Texts that are empty, and what is null, are left out.</param>
    public static Outcome<T> Read<T>(Func<JsonElement, FaultList, T> read, RefusalCode refusedWith, Dictionary<string, object?> fields)
        where T : class
    {
        var faults = new FaultList();
        var body = JsonSerializer.SerializeToElement(fields.Where(field => field.Value is not (null or "")).ToDictionary());
        var value = read(body, faults);
        return faults.Faults.Count == 0 ? value : new Refusal(refusedWith, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
    }
}
