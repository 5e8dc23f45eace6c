using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Evaluation.Testing;

/// <summary>A small identity provider of OpenID Connect: code flow with PKCE, signed tokens, codes that are good for once.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "evaluation";
    public const string ClientSecret = "the-secret-of-the-client";

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Nonce, string Subject)> _codes = new();
    private readonly WebApplication _app;
    private readonly string _host;
    private int _count;

    private IdentityProvider(string host)
    {
        _host = host;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", Discovery);
        _app.MapGet("/jwks", () => Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Encode(_key.ExportParameters(false).Modulus!), e = Encode(_key.ExportParameters(false).Exponent!) } } }));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/userinfo", () => Json(new { sub = Subject, employee = Employee }));
    }

    public Uri Address => new($"http://{_host}:{new Uri(_app.Urls.First()).Port}");

    /// <summary>The person who signs in next; null: the person cancels.</summary>
    public string? Subject { get; set; } = "nobody";

    /// <summary>The person's number, which only the userinfo address tells.</summary>
    public string Employee { get; set; } = "";

    /// <summary>Changes the content of the next tokens.</summary>
    public Action<JsonObject> Change { get; set; } = _ => { };

    /// <summary>Whether the next tokens are signed with a key that is not the provider's.</summary>
    public bool IsForged { get; set; }

    /// <summary>Whether the token address fails.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The settings of a program that uses this provider.</summary>
    public string[] Settings =>
        ["--EVALUATION_OIDC_AUTHORITY", Address.ToString(), "--EVALUATION_OIDC_CLIENT_ID", ClientId, "--EVALUATION_OIDC_CLIENT_SECRET", ClientSecret];

    /// <param name="host">A name of this machine: for a browser, <c>localhost</c> is another site than <c>127.0.0.1</c>.</param>
    public static async Task<IdentityProvider> StartAsync(string host = "127.0.0.1")
    {
        var provider = new IdentityProvider(host);
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        _otherKey.Dispose();
    }

    private JsonHttpResult<object> Discovery() => Json(new
    {
        issuer = Address.GetLeftPart(UriPartial.Authority),
        authorization_endpoint = new Uri(Address, "/authorize"),
        token_endpoint = new Uri(Address, "/token"),
        jwks_uri = new Uri(Address, "/jwks"),
        userinfo_endpoint = new Uri(Address, "/userinfo"),
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    /// <summary>As if the person had signed in at once.</summary>
    private IResult Authorize(HttpRequest request)
    {
        var (query, back) = (request.Query, request.Query["redirect_uri"].ToString());
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["nonce"].Count != 1)
            return TypedResults.BadRequest();
        var state = Uri.EscapeDataString(query["state"].ToString());
        if (Subject is not { } subject)
            return TypedResults.Redirect($"{back}?error=access_denied&state={state}");
        var code = $"code-{Interlocked.Increment(ref _count)}";
        _codes[code] = (query["code_challenge"].ToString(), back, query["nonce"].ToString(), subject);
        return TypedResults.Redirect($"{back}?code={code}&state={state}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (IsBroken)
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
            return Json(new { error = "invalid_client" }, StatusCodes.Status401Unauthorized);
        var challenge = Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || asked.Challenge != challenge || asked.Redirect != form["redirect_uri"])
            return Json(new { error = "invalid_grant" }, StatusCodes.Status400BadRequest);
        return Json(new { access_token = "access", token_type = "Bearer", expires_in = 60, id_token = Token(asked.Nonce, asked.Subject) });
    }

    private string Token(string nonce, string subject)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var content = new JsonObject
        {
            ["iss"] = Address.GetLeftPart(UriPartial.Authority),
            ["aud"] = ClientId,
            ["sub"] = subject,
            ["nonce"] = nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        Change(content);
        var signed = $"{Encode("""{"alg":"RS256","kid":"k1","typ":"JWT"}"""u8)}.{Encode(Encoding.UTF8.GetBytes(content.ToJsonString()))}";
        var signature = (IsForged ? _otherKey : _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Encode(signature)}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => WebEncoders.Base64UrlEncode(bytes);

    private static JsonHttpResult<object> Json(object content, int status = StatusCodes.Status200OK) => TypedResults.Json(content, statusCode: status);
}
