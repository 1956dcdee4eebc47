/** What people say in a chat with a company: feelings, hands, hearts, and the things around an order. */
export const emojis = (
  '🙂 😀 😄 😁 😅 😂 🤣 😊 😇 😉 😍 🥰 😘 😋 😎 🤩 🥳 🤗 🤔 🤨 😐 😑 😶 🙄 😏 😬 😌 😴 😷 🤒 🤕 🥴 😕 😟 🙁 😮 😲 😳 🥺 😨 😢 😭 😱 😞 😓 😩 😤 😡 ' +
  '👍 👎 👌 🤞 ✌️ 🤙 👋 🙌 👏 🙏 💪 🤝 👀 🫶 ☝️ 👇 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 ✨ ⭐ 🔥 🎉 🎂 🎁 💡 💯 ✅ ❌ ❓ ❗ ⚠️ ⏰ 📅 📌 📎 📷 🖼️ 📄 📦 🚚 ✈️ 🏠 ' +
  '🏢 📍 🌍 ☎️ 📱 💻 🖨️ 🔑 🔒 💳 💶 💵 🧾 🛒 🛍️ 👕 👟 💍 🪑 🔧 🧹 ☕ 🍵 🍕 🍰 🍎 🍷 🐶 🐱 🌱 🌸 🌲 ☀️ 🌧️ ❄️ 🌈'
).split(' ')
