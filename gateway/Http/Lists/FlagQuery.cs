namespace Evaluation.Gateway.Http.Lists;

/// <summary>Reads a parameter of the query that is true or false.</summary>
internal static class FlagQuery
{
    /// <summary>The value; null without the parameter. Refused with <see cref="RefusalCode.BadRequest"/> for another word.</summary>
    public static Outcome<bool?> Read(string name, string? text) => text switch
    {
        null or "" => default(bool?),
        "true" => (bool?)true,
        "false" => (bool?)false,
        _ => new Refusal(RefusalCode.BadRequest, $"{name} is true or false.", ("parameter", name)),
    };
}
