using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http.Creation;

/// <summary>
/// Reads the header <c>Idempotency-Key</c> of a call that creates something. A repeat with the same key and body by the same caller at the
/// same address gets the first answer again.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int CharactersMax = 200;

    /// <summary>
    /// The key of the call; null without the header: each call then creates. Refused with <see cref="RefusalCode.BadRequest"/> when the
    /// header is empty, too long, or not of visible ASCII characters.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">The account that calls, or another name of the caller.</param>
    /// <param name="body">The body as it was read.</param>
    public static Outcome<CreationKey?> Read<TBody>(HttpContext context, string caller, TBody body)
        where TBody : class
    {
        var header = context.Request.Headers[Header];
        if (header.Count == 0)
            return default(CreationKey);
        var key = header.ToString();
        if (header.Count > 1 || key.Length is 0 or > CharactersMax || key.Any(character => character is < '!' or > '~'))
        {
            return new Refusal(
                RefusalCode.BadRequest, $"{Header} takes 1 to {CharactersMax} visible ASCII characters. Use a random one, such as a UUID.", ("header", Header));
        }
        return Of(context, caller, key, body);
    }

    /// <summary>
    /// The key of a form that creates something, in the hidden field <c>key</c>, so that a form that is sent twice creates once; null
    /// without a usable one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="form">The form as it was sent.</param>
    /// <param name="body">The body as it was read.</param>
    /// <param name="caller">The name of a caller without an account; null for the account.</param>
    public static CreationKey? OfForm<TBody>(HttpContext context, IFormCollection form, TBody body, string? caller = null)
        where TBody : class =>
        form["key"].ToString() is { Length: > 0 and <= CharactersMax } key ? Of(context, caller ?? context.CallerName, key, body) : null;

    /// <summary>A small body of a staff account that creates something, and the key of the call.</summary>
    public static async ValueTask<Outcome<(TBody Body, CreationKey? Key)>> ReadBodyAsync<TBody>(HttpContext context, Func<JsonElement, FaultList, TBody> read)
        where TBody : class
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, read);
        if (body.IsRefused(out var refusal))
            return refusal;
        var key = Read(context, context.CallerName, body.Answer);
        return key.IsRefused(out refusal) ? refusal : (body.Answer, key.Answer);
    }

    private static CreationKey Of<TBody>(HttpContext context, string caller, string key, TBody body) =>
        new(Hash(Encoding.UTF8.GetBytes($"{caller}\n{context.Request.Method} {context.Request.Path}\n{key}")), Hash(JsonSerializer.SerializeToUtf8Bytes(body)));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static void DescribeCreation(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<Creates>().Any())
            return Task.CompletedTask;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Header,
            In = ParameterLocation.Header,
            Description = "Optional, a random value. A repeat with the same key and body within 48 hours creates nothing and gets the first answer; another body is refused with status 422.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        return Task.CompletedTask;
    });

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>The route creates something and recognises repeats.</summary>
        public RouteHandlerBuilder CreatesOnce() => builder.WithMetadata(new Creates()).Refuses(RefusalCode.BadRequest, RefusalCode.KeyReused);
    }

    private sealed record Creates;
}
