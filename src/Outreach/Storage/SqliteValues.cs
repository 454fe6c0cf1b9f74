using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using SQLitePCL;

namespace Outreach.Storage;

/// <summary>Gives a property's value to SQLite in the form in which <c>Microsoft.Data.Sqlite</c> and EF Core store it.</summary>
internal static class SqliteValues
{
    /// <summary>Longer texts are encoded on the heap.</summary>
    private const int LargestOnStack = 256;

    public delegate void Give(sqlite3_stmt statement, int place, object owner);

    /// <summary>Null for a type that is not among those the hot statements use.</summary>
    public static Give? For(PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Delegate? give = plain == typeof(string) ? Text
            : plain == typeof(Guid) ? Id
            : plain == typeof(DateTimeOffset) ? Moment
            : plain == typeof(bool) ? Truth
            : plain == typeof(int) || plain == typeof(long) || plain.IsEnum ? Number
            : plain == typeof(double) ? Fraction
            : null;
        if (give is null)
            return null;

        var (statement, place, owner) = (Expression.Parameter(typeof(sqlite3_stmt)), Expression.Parameter(typeof(int)), Expression.Parameter(typeof(object)));
        var value = Expression.Property(Expression.Convert(owner, property.DeclaringType!), property);
        var wanted = give.Method.GetParameters()[2].ParameterType;
        return Expression.Lambda<Give>(Expression.Call(give.Method, statement, place, Expression.Convert(value, wanted)), statement, place, owner).Compile();
    }

    private static void Text(sqlite3_stmt statement, int place, string? text)
    {
        if (text is null)
            _ = raw.sqlite3_bind_null(statement, place);
        else if (text.Length == 0)
            _ = raw.sqlite3_bind_text(statement, place, text); // An empty span would be bound as NULL.
        else if (text.Length > LargestOnStack)
            _ = raw.sqlite3_bind_text(statement, place, Encoding.UTF8.GetBytes(text));
        else
        {
            Span<byte> bytes = stackalloc byte[3 * LargestOnStack];
            _ = raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
    }

    /// <summary>Upper-case text, as the provider writes it.</summary>
    private static void Id(sqlite3_stmt statement, int place, Guid? id)
    {
        if (id is not { } known)
        {
            _ = raw.sqlite3_bind_null(statement, place);
            return;
        }

        Span<byte> bytes = stackalloc byte[36];
        known.TryFormat(bytes, out _);
        Ascii.ToUpperInPlace(bytes, out _);
        _ = raw.sqlite3_bind_text(statement, place, bytes);
    }

    private static void Moment(sqlite3_stmt statement, int place, DateTimeOffset? moment) => Number(statement, place, moment?.ToUnixTimeMilliseconds());

    private static void Truth(sqlite3_stmt statement, int place, bool? truth) => Number(statement, place, truth is { } known ? known ? 1 : 0 : null);

    private static void Number(sqlite3_stmt statement, int place, long? number) =>
        _ = number is { } known ? raw.sqlite3_bind_int64(statement, place, known) : raw.sqlite3_bind_null(statement, place);

    private static void Fraction(sqlite3_stmt statement, int place, double? number) =>
        _ = number is { } known ? raw.sqlite3_bind_double(statement, place, known) : raw.sqlite3_bind_null(statement, place);
}
