using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Outreach.Storage;

/// <summary>Turns the properties of one type into parameters, by accessors compiled once: reflection costs as much as SQLite's own work on a row.</summary>
internal sealed class ParameterBinder
{
    private static readonly ConcurrentDictionary<Type, ParameterBinder> Known = new();

    private readonly (string Name, NpgsqlDbType? Kind, Func<object, object?> Read, SqliteValues.Give? Give)[] fields;

    private ParameterBinder(Type type)
    {
        fields = [.. type.GetProperties().Select(property => ("@" + property.Name, KindOf(property.PropertyType), Reader(property), SqliteValues.For(property)))];
        IsPlain = fields.All(each => each.Give is not null);
    }

    public IEnumerable<string> Names => fields.Select(each => each.Name);

    /// <summary>Whether SQLite can be given every value as it is.</summary>
    public bool IsPlain { get; }

    public static ParameterBinder For(object parameters) => Known.GetOrAdd(parameters.GetType(), type => new ParameterBinder(type));

    /// <summary>Adds the parameters without values, in the order in which <see cref="Bind"/> gives them.</summary>
    public void Declare(DbCommand command)
    {
        command.Parameters.Clear();
        foreach (var field in fields)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = field.Name;
            command.Parameters.Add(parameter);
        }
    }

    public void Bind(DbParameterCollection parameters, object values)
    {
        for (var i = 0; i < fields.Length; i++)
            parameters[i].Value = fields[i].Read(values) ?? DBNull.Value;
    }

    /// <summary>Gives the values to a compiled statement.</summary>
    /// <param name="places">Its places for them, in order; 0 where it has none.</param>
    public void Bind(sqlite3_stmt statement, int[] places, object values)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (places[i] != 0)
                fields[i].Give!(statement, places[i], values);
        }
    }

    /// <summary>Adds the parameters with values and types.</summary>
    public void AddTyped(NpgsqlParameterCollection parameters, object values)
    {
        foreach (var field in fields)
        {
            var parameter = new NpgsqlParameter { ParameterName = field.Name, Value = field.Read(values) ?? DBNull.Value };
            if (field.Kind is { } kind)
                parameter.NpgsqlDbType = kind;
            parameters.Add(parameter);
        }
    }

    /// <summary>Reads a property as <see cref="UnixMilliseconds"/> and EF Core store it: times as milliseconds, enums as numbers.</summary>
    private static Func<object, object?> Reader(PropertyInfo property)
    {
        var owner = Expression.Parameter(typeof(object));
        Expression value = Expression.Property(Expression.Convert(owner, property.DeclaringType!), property);
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (plain == typeof(DateTimeOffset))
            value = Expression.Call(((Func<DateTimeOffset?, long?>)Milliseconds).Method, Expression.Convert(value, typeof(DateTimeOffset?)));
        else if (plain.IsEnum)
            value = Expression.Convert(value, plain == property.PropertyType ? typeof(int) : typeof(int?));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), owner).Compile();
    }

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>Null where the value itself says it best, such as an array.</summary>
    private static NpgsqlDbType? KindOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? NpgsqlDbType.Text
            : plain == typeof(Guid) ? NpgsqlDbType.Uuid
            : plain == typeof(bool) ? NpgsqlDbType.Boolean
            : plain == typeof(int) || plain.IsEnum ? NpgsqlDbType.Integer
            : plain == typeof(long) || plain == typeof(DateTimeOffset) ? NpgsqlDbType.Bigint
            : plain == typeof(double) ? NpgsqlDbType.Double
            : null;
    }
}
